// Boost.JSON, compiled into the command line.
#include <boost/json/src.hpp>
