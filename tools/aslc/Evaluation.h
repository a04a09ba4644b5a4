// Running the expression of `aslc eval`: variables bound on the command line, limits, inputs to outputs.
#pragma once

#include "Expression.h"
#include "JsonStream.h"

#include "runtime/engine/Clock.h"
#include "runtime/engine/Random.h"

#include <ctime>
#include <deque>

namespace aslc {

/// What --bind and --bind-string give.
struct Bindings {
  /// False after a complaint.
  bool read(const Arguments &arguments);

  std::vector<std::string> names;
  std::vector<aslrt::Value> values;

private:
  bool add(llvm::StringRef option, const std::string &binding);
  std::deque<std::string> texts; // which values point into
  aslrt::Context context;        // whose arena holds them
};

class Evaluation {
public:
  Evaluation(const Arguments &arguments, Session &session, Expression &expression) : arguments(arguments), session(session), expression(expression) {}
  /// Takes limits and variables. False after a complaint.
  bool configure(const Bindings &bindings);
  /// Runs the expression for each input. A status.
  int run();

private:
  bool compile(std::optional<unsigned> level);
  int runStream(int fd, const std::string &name);
  bool runOnce(aslrt::Value input, const JsonStream *stream);
  aslrt::Value evaluate(aslrt::Value input);
  bool isWorthImproving() const;
  void print(aslrt::Value result);
  void flush();
  void report(llvm::StringRef code, uint32_t begin, uint32_t end, llvm::StringRef message, const JsonStream *stream);

  const Arguments &arguments;
  Session &session;
  Expression &expression;
  std::unique_ptr<codegen::JitFunction> function;
  bool compact = false, raw = false;
  bool isSample = false;        // the evaluation at hand is timed
  std::clock_t sampledTime = 0; // that such evaluations took
  size_t maxInput = 0;
  std::string line, output; // of one result; of many that are not written yet
  aslrt::RealClock clock;
  aslrt::SystemRandom systemRandom;
  aslrt::SeededRandom seededRandom;
  aslrt::Context runtime;
};

} // namespace aslc
