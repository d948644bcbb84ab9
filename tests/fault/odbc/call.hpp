// A call on its way through the driver: what the rule makes of it.
#ifndef WAYBILL_TESTS_FAULT_ODBC_CALL_HPP
#define WAYBILL_TESTS_FAULT_ODBC_CALL_HPP

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <optional>
#include <string_view>

#include "state.hpp"

namespace waybill::fault {

inline constexpr SQLINTEGER kNative = 4711;
inline constexpr const char* kMessage = "[Fault] made by a test";

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(State::one().find(name));
}

// What is done to the answer of a call that was handed on.
using Lie = std::function<SQLRETURN(const Rule&, SQLRETURN)>;

struct Call {
  const char* name;  // without SQL
  SQLSMALLINT type;
  SQLHANDLE handle;
  std::string_view text = {};
  Lie lie = {};
};

inline SQLRETURN fail(const Call& call, const Rule& rule) {
  State::one().say(call.handle, {rule.state, kMessage});
  return SQL_ERROR;
}

[[noreturn]] inline void end_process() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

template <class HandOn>
SQLRETURN carry_out(const Call& call, const Rule& rule, HandOn&& hand_on) {
  State& state = State::one();
  switch (rule.does) {
    case Does::error:
      return fail(call, rule);
    case Does::no_data:
      return SQL_NO_DATA;
    case Does::hang:
      state.hang(call.handle, rule.number);
      state.say(call.handle, {"HYT00", kMessage});
      return SQL_ERROR;
    case Does::kill:
      end_process();
    case Does::drop:
      state.shut(call.type, call.handle, SHUT_RDWR);
      return hand_on();
    case Does::drop_answer:
      state.shut(call.type, call.handle, SHUT_RD);
      return hand_on();
    default:
      break;
  }
  if (rule.does == Does::array && call.lie) return call.lie(rule, SQL_SUCCESS);
  const SQLRETURN result = hand_on();
  switch (rule.does) {
    case Does::after:
      return fail(call, rule);
    case Does::info:
      if (result != SQL_SUCCESS) return result;
      state.say(call.handle, {"01004", kMessage});
      return SQL_SUCCESS_WITH_INFO;
    case Does::drop_after:
      state.shut(call.type, call.handle, SHUT_RDWR);
      return result;
    case Does::kill_after:
      end_process();
    case Does::rows:
    case Does::length:
      return call.lie && SQL_SUCCEEDED(result) ? call.lie(rule, result) : result;
    default:
      return result;
  }
}

template <class HandOn>
SQLRETURN pass(const Call& call, HandOn&& hand_on) {
  const std::optional<Rule> rule = State::one().enter(call.name, call.type, call.handle, call.text);
  return rule ? carry_out(call, *rule, hand_on) : hand_on();
}

}  // namespace waybill::fault

// The same function of the driver behind this one.
#define REAL(name) real<decltype(::SQL##name)>("SQL" #name)

#endif
