// How deep evaluations nest, in AWS's dialect.
//
// Step Functions counts them as the reference does: every part of an expression that is evaluated is one deeper than the part it
// belongs to, and the body of a function begins below its call, unless that is a tail call. At most 100 are allowed
// (Limits::depth). Compiled code has no such nesting; so what is deep by itself (1+1+...) checks the limit where it begins, and
// an expression that may recurse tells before each call how deep in its function the call stands (aslrt_call_depth), and checks
// in each function and branch how deep that one certainly goes (aslrt_check_depth). Other expressions pay nothing.
#pragma once

#include "frontend/jsonata/Paths.h"
#include "runtime/abi/Dialect.h"

#include "mlir/IR/Builders.h"

namespace aslc::lower {

class DepthCounter {
public:
  DepthCounter(mlir::OpBuilder &builder, aslrt::Dialect dialect) : builder(builder), counts(dialect == aslrt::Dialect::Aws) {}
  /// Called once, for the whole expression.
  void begin(const jsonata::Node &root);

  /// An evaluation, for as long as it is lowered.
  class Level {
  public:
    Level(DepthCounter &counter, const jsonata::Term &term, mlir::Location loc) : counter(counter) { counter.enter(term, loc); }
    Level(const Level &) = delete;
    Level &operator=(const Level &) = delete;
    ~Level() { --counter.level; }

  private:
    DepthCounter &counter;
  };

  /// What may not run whenever the code around it does: the branch of a condition, the body of a loop; a function; or a function
  /// written as the argument of the builtin that alone calls it, which may be inlined: it counts as part of the function around.
  class Part {
  public:
    enum Kind { Branch, Function, Callback };
    Part(DepthCounter &counter, Kind kind) : counter(counter), outer(counter) {
      if (kind == Function)
        counter.level = counter.base = counter.checked = 0, counter.inFunction = true;
      else if (kind == Callback)
        counter.base = --counter.level; // the level of the builtin's call
    }
    Part(const Part &) = delete;
    Part &operator=(const Part &) = delete;
    ~Part() {
      counter.level = outer.level;
      counter.base = outer.base;
      counter.checked = outer.checked;
      counter.inFunction = outer.inFunction;
      counter.lastCheck = nullptr;
    }

  private:
    struct State {
      explicit State(const DepthCounter &from)
          : level(from.level), base(from.base), checked(from.checked), inFunction(from.inFunction) {}
      uint32_t level, base, checked;
      bool inFunction;
    };
    DepthCounter &counter;
    State outer;
  };

  /// The evaluations of an operator's chain of left operands nest without being lowered so.
  void descend(uint32_t levels) { level += levels; }
  void ascend(uint32_t levels) { level -= levels; }

  /// A call that is the value of its function, for as long as it is lowered, its arguments included: the reference makes it after
  /// the function has returned.
  class TailCall {
  public:
    TailCall(DepthCounter &counter, bool inTail) : counter(counter), levels(inTail ? counter.level - counter.base : 0) { counter.level -= levels; }
    TailCall(const TailCall &) = delete;
    TailCall &operator=(const TailCall &) = delete;
    ~TailCall() { counter.level += levels; }

  private:
    DepthCounter &counter;
    uint32_t levels;
  };

  /// A call of a function that is not known follows, or (`callback`) of one whose levels count as those of the function around.
  void call(mlir::Location loc, bool callback = false);

private:
  void enter(const jsonata::Term &term, mlir::Location loc);

  mlir::OpBuilder &builder;
  bool counts;
  bool recursive = false;
  bool inFunction = false;
  uint32_t level = 0;   // evaluations around and with the one that is lowered, in its function
  uint32_t base = 0;    // of the function or callback
  uint32_t checked = 0; // a check for so many has been made
  mlir::Operation *lastCheck = nullptr;
};

} // namespace aslc::lower
