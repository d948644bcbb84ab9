#!/usr/bin/env python3
"""peer_pyodbc.py FROM TO TABLE TARGET COLUMNS: copies a table over ODBC as one writes it in Python."""

import sys

import pyodbc

source, target, table, into, columns = sys.argv[1:]
names = columns.split(",")
reading = pyodbc.connect(source, autocommit=False).cursor()
connection = pyodbc.connect(target, autocommit=False)
writing = connection.cursor()
writing.fast_executemany = True
# Else it takes the first row's number of digits for everybody's.
writing.setinputsizes([(pyodbc.SQL_DECIMAL, 18, 4) if name == "amt" else None for name in names])
reading.execute(f"SELECT {columns} FROM {table}")
insert = f"INSERT INTO {into} ({columns}) VALUES ({', '.join('?' * len(names))})"
while batch := reading.fetchmany(10_000):
    writing.executemany(insert, batch)
connection.commit()
