/* Waybill's version, for the preprocessor. waybill_version() answers the library's own. */
#ifndef WAYBILL_VERSION_H
#define WAYBILL_VERSION_H

#define WAYBILL_VERSION_MAJOR 0
#define WAYBILL_VERSION_MINOR 1
#define WAYBILL_VERSION_PATCH 0
#define WAYBILL_VERSION_STRING "0.1.0"

#define WAYBILL_VERSION_AT_LEAST(major, minor, patch)                                          \
  ((WAYBILL_VERSION_MAJOR * 1000000 + WAYBILL_VERSION_MINOR * 1000 + WAYBILL_VERSION_PATCH) >= \
   ((major)*1000000 + (minor)*1000 + (patch)))

#endif /* WAYBILL_VERSION_H */
