// Connections by ODBC drivers that are not here: what each would be told.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "model/document.hpp"
#include "model/words.hpp"
#include "warehouse/odbc/vendors.hpp"

using namespace waybill;
using namespace waybill::warehouse;

namespace {

using Options = std::map<std::string, std::string>;

ConnectSpec spec_of(const std::string& vendor, Options options, const std::string& mode = "") {
  ConnectSpec spec;
  spec.name = "c";
  spec.vendor = vendor;
  spec.options = std::move(options);
  spec.ssl_mode = mode;
  return spec;
}

std::string told(const ConnectSpec& spec) {
  odbc::ConnectionString text(odbc::driver_of(odbc::Family::generic), spec.name);
  odbc::fill_vendor(text, *odbc::find_vendor(spec.vendor), spec);
  return text.text();
}

std::string refusal(const ConnectSpec& spec) {
  try {
    told(spec);
  } catch (const Error& error) {
    CHECK(!error.hint().empty());
    return error.message();
  }
  return "";
}

}  // namespace

TEST_CASE("every vendor's driver is told the options in its own words, and to prove the server") {
  CHECK(told(spec_of("athena", {{"region", "eu-west-1"},
                                {"s3_output_location", "s3://results/"},
                                {"workgroup", "primary"},
                                {"catalog", "AwsDataCatalog"},
                                {"database", "shop"}})) ==
        "Catalog=AwsDataCatalog;Schema=shop;AwsRegion=eu-west-1;S3OutputLocation=s3://results/;"
        "Workgroup=primary;");
  CHECK(told(spec_of("bigquery", {{"project", "p"}, {"dataset", "d"}})) ==
        "DefaultDataset=d;Catalog=p;");
  CHECK(told(spec_of("clickhouse", {{"host", "db.example.com"}, {"port", "8443"}})) ==
        "Server=db.example.com;Port=8443;Proto=https;SSLMode=require;");
  CHECK(told(spec_of("databricks", {{"host", "x.example.com"}, {"http_path", "/sql/1.0"}})) ==
        "Port=443;SSL=1;ThriftTransport=2;AuthMech=3;UID=token;Host=x.example.com;"
        "HTTPPath=/sql/1.0;");
  CHECK(told(spec_of("mysql", {{"host", "db.example.com"}, {"user", "reader"}})) ==
        "CHARSET=utf8mb4;SERVER=db.example.com;UID=reader;SSLMODE=VERIFY_IDENTITY;");
  CHECK(told(spec_of("oracle", {{"host", "db.example.com"}, {"service_name", "shop"}},
                     "disable")) == "DBQ=//db.example.com:1521/shop;");
  CHECK(told(spec_of("redshift", {{"host", "db.example.com"}, {"database", "dev"}})) ==
        "Database=dev;Server=db.example.com;SSLMode=verify-full;");
  CHECK(told(spec_of("snowflake", {{"account", "org-one"}, {"warehouse", "WH"}, {"role", "R"}})) ==
        "Role=R;Warehouse=WH;Server=org-one.snowflakecomputing.com;");
  CHECK(told(spec_of("sqlserver", {{"host", "db.example.com"}, {"port", "1444"}})) ==
        "Server={tcp:db.example.com,1444};Encrypt=yes;TrustServerCertificate=no;");
  CHECK(told(spec_of("trino", {{"host", "db.example.com"}, {"catalog", "hive"}})) ==
        "Catalog=hive;Host=db.example.com;SSL=1;AllowSelfSignedServerCert=0;"
        "AllowHostNameCNMismatch=0;");
}

TEST_CASE("a value of an option is only a value, whatever it holds") {
  CHECK(told(spec_of("redshift", {{"host", "h"}, {"user", "a};SSLMode=disable;UID=b"}},
                     "require")) == "Server=h;UID={a}};SSLMode=disable;UID=b};SSLMode=require;");
}

TEST_CASE("what a driver cannot be asked for is refused, and not left out") {
  CHECK(
      refusal(spec_of("oracle", {{"host", "db.example.com"}, {"sid", "s"}})).find("verify_full") !=
      std::string::npos);
  CHECK(refusal(spec_of("sqlserver", {{"host", "h"}}, "verify_ca")).find("verify_ca") !=
        std::string::npos);
  for (const std::string mode : {"disable", "require", "verify_ca"}) {
    CHECK(refusal(spec_of("snowflake", {{"account", "a"}}, mode)).find(mode) != std::string::npos);
  }
  CHECK(told(spec_of("snowflake", {{"account", "a"}}, "verify_full")) ==
        told(spec_of("snowflake", {{"account", "a"}})));
  CHECK(refusal(spec_of("oracle", {{"host", "h"}, {"sid", "s"}, {"service_name", "n"}}, "disable"))
            .find("service") != std::string::npos);
  ConnectSpec root = spec_of("snowflake", {{"account", "a"}});
  root.ssl["root_cert"] = "/ca.pem";
  CHECK(refusal(root).find("root_cert") != std::string::npos);
  root = spec_of("mysql", {{"host", "db.example.com"}});
  root.ssl["root_cert"] = "/ca.pem";
  CHECK(told(root).find("SSLCA=/ca.pem;") != std::string::npos);
  root.ssl["cert"] = "/client.pem";
  CHECK(refusal(root).find("client") != std::string::npos);
}

TEST_CASE("every option that the config knows is told to the driver, or said not to be") {
  int options = 0;
  for (const std::string_view name : model::words::kVendors) {
    if (name == "generic" || !model::words::goes_by_any_driver(name)) continue;
    const std::string vendor(name);
    CAPTURE(vendor);
    REQUIRE(odbc::find_vendor(vendor) != nullptr);
    const std::span<const model::Key> keys = model::options_of(vendor).value();
    for (const model::Key& key : keys) {
      const std::string option(key.name);
      if (option == "connection_string") continue;
      CAPTURE(option);
      ++options;
      model::Document document;
      document.kind = model::Kind::connection;
      document.body = base::Json::object(
          {{"name", "c"}, {"vendor", vendor}, {"options", base::Json::object({{option, "1"}})}});
      const bool obeyed = model::unobeyed(document).empty();
      Options all{{option, "canary1"}};
      if (vendor == "oracle") {
        all.emplace("host", "h");
        if (option != "sid") all.emplace("service_name", "s");
      }
      if (vendor == "sqlserver" && option == "port") all.emplace("host", "h");
      ConnectSpec spec =
          spec_of(vendor, all, odbc::find_vendor(vendor)->tls.empty() ? "" : "disable");
      if (obeyed) {
        CHECK(told(spec).find("canary1") != std::string::npos);
      } else {
        CHECK(refusal(spec).find(option) != std::string::npos);
      }
    }
  }
  CHECK(options > 30);
}
