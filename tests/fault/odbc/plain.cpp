// The driver's other functions: nothing is remembered of them.
#include "call.hpp"

using namespace waybill::fault;

#define PASS(name, type, parameters, arguments, handle)                       \
  SQLRETURN SQL##name parameters {                                            \
    return pass({#name, type, handle}, [&] { return REAL(name) arguments; }); \
  }

extern "C" {

PASS(SetEnvAttr, SQL_HANDLE_ENV,
     (SQLHENV environment, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER size),
     (environment, attribute, value, size), environment)
PASS(GetEnvAttr, SQL_HANDLE_ENV,
     (SQLHENV environment, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room,
      SQLINTEGER* size),
     (environment, attribute, value, room, size), environment)
PASS(SetConnectAttr, SQL_HANDLE_DBC,
     (SQLHDBC connection, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER size),
     (connection, attribute, value, size), connection)
PASS(GetConnectAttr, SQL_HANDLE_DBC,
     (SQLHDBC connection, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room,
      SQLINTEGER* size),
     (connection, attribute, value, room, size), connection)
PASS(GetInfo, SQL_HANDLE_DBC,
     (SQLHDBC connection, SQLUSMALLINT what, SQLPOINTER to, SQLSMALLINT room, SQLSMALLINT* size),
     (connection, what, to, room, size), connection)
PASS(GetFunctions, SQL_HANDLE_DBC, (SQLHDBC connection, SQLUSMALLINT what, SQLUSMALLINT* there),
     (connection, what, there), connection)
PASS(GetStmtAttr, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room,
      SQLINTEGER* size),
     (statement, attribute, value, room, size), statement)
PASS(NumParams, SQL_HANDLE_STMT, (SQLHSTMT statement, SQLSMALLINT* count), (statement, count),
     statement)
PASS(NumResultCols, SQL_HANDLE_STMT, (SQLHSTMT statement, SQLSMALLINT* count), (statement, count),
     statement)
PASS(DescribeCol, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLUSMALLINT column, SQLCHAR* name, SQLSMALLINT room, SQLSMALLINT* size,
      SQLSMALLINT* type, SQLULEN* width, SQLSMALLINT* digits, SQLSMALLINT* nullable),
     (statement, column, name, room, size, type, width, digits, nullable), statement)
PASS(ColAttribute, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLUSMALLINT column, SQLUSMALLINT what, SQLPOINTER text, SQLSMALLINT room,
      SQLSMALLINT* size, SQLLEN* number),
     (statement, column, what, text, room, size, number), statement)
PASS(BindParameter, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT direction, SQLSMALLINT c_type,
      SQLSMALLINT sql_type, SQLULEN size, SQLSMALLINT digits, SQLPOINTER value, SQLLEN width,
      SQLLEN* lengths),
     (statement, number, direction, c_type, sql_type, size, digits, value, width, lengths),
     statement)
PASS(ParamData, SQL_HANDLE_STMT, (SQLHSTMT statement, SQLPOINTER* value), (statement, value),
     statement)
PASS(PutData, SQL_HANDLE_STMT, (SQLHSTMT statement, SQLPOINTER value, SQLLEN size),
     (statement, value, size), statement)
PASS(MoreResults, SQL_HANDLE_STMT, (SQLHSTMT statement), (statement), statement)
PASS(CloseCursor, SQL_HANDLE_STMT, (SQLHSTMT statement), (statement), statement)
PASS(EndTran, type, (SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT how), (type, handle, how),
     handle)
PASS(Tables, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLCHAR* catalog, SQLSMALLINT catalog_size, SQLCHAR* schema,
      SQLSMALLINT schema_size, SQLCHAR* table, SQLSMALLINT table_size, SQLCHAR* kind,
      SQLSMALLINT kind_size),
     (statement, catalog, catalog_size, schema, schema_size, table, table_size, kind, kind_size),
     statement)
PASS(Columns, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLCHAR* catalog, SQLSMALLINT catalog_size, SQLCHAR* schema,
      SQLSMALLINT schema_size, SQLCHAR* table, SQLSMALLINT table_size, SQLCHAR* column,
      SQLSMALLINT column_size),
     (statement, catalog, catalog_size, schema, schema_size, table, table_size, column,
      column_size),
     statement)
PASS(PrimaryKeys, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLCHAR* catalog, SQLSMALLINT catalog_size, SQLCHAR* schema,
      SQLSMALLINT schema_size, SQLCHAR* table, SQLSMALLINT table_size),
     (statement, catalog, catalog_size, schema, schema_size, table, table_size), statement)
PASS(Statistics, SQL_HANDLE_STMT,
     (SQLHSTMT statement, SQLCHAR* catalog, SQLSMALLINT catalog_size, SQLCHAR* schema,
      SQLSMALLINT schema_size, SQLCHAR* table, SQLSMALLINT table_size, SQLUSMALLINT unique,
      SQLUSMALLINT accuracy),
     (statement, catalog, catalog_size, schema, schema_size, table, table_size, unique, accuracy),
     statement)

}  // extern "C"
