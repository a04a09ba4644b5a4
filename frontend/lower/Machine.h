// A machine's states as blocks.
#pragma once

#include "frontend/lower/Expressions.h"
#include "frontend/lower/Lower.h"
#include "frontend/sema/Sema.h"
#include "ir/flow/Flow.h"

#include <map>

namespace aslc::lower {

/// Places of source texts as locations of the IR.
mlir::Location locate(const SourceManager &sources, SourceRange range, mlir::MLIRContext *context);

/// The members of a payload in the order written, and in the one that Step Functions gives those of a JSONPath payload: first what is no
/// path, then the paths as Java's HashMap orders their names.
llvm::SmallVector<const asl::TemplateMember *> written(const asl::Template &payload);
llvm::SmallVector<const asl::TemplateMember *> orderOfPaths(const asl::Template &payload);

/// Lowers the states of one machine into the region of a flow.machine.
class MachineLowering {
public:
  /// Machines inside go to the end of the module.
  MachineLowering(const sema::CheckedMachine &machine, const SourceManager &sources, mlir::OpBuilder &builder, mlir::ModuleOp module, Names names,
                  const ChoiceCounts &profile)
      : machine(machine), sources(sources), builder(builder), module(module), names(names), profile(profile) {}
  void lower(ir::flow::MachineOp op);

private:
  using Value = mlir::Value;
  class StateSurroundings;
  class StatePaths;

  void lowerStates(const asl::Machine &states, Value start);
  void lowerState(const asl::State &state);
  void pass(const asl::State &state);
  void choice(const asl::State &state);
  void wait(const asl::State &state);
  void succeed(const asl::State &state);
  void fail(const asl::State &state);
  void task(const asl::State &state);
  void parallel(const asl::State &state);
  void map(const asl::State &state);

  // Retry and Catch, in Attempts.cpp
  void beginAttempt(const asl::State &state);
  void handle(const asl::State &state, const asl::Catcher &catcher);
  // Machines inside a state, in Forks.cpp
  using Captures = llvm::SmallVector<std::pair<std::string, Value>>; // by the name that the inside has for them
  Captures capturesOf(const asl::State &state);
  llvm::SmallVector<ir::flow::MachineOp> machinesOf(const asl::State &state);
  void fork(const asl::State &state, Value given, bool each, Value most, Value run, const Captures &captures, mlir::Location loc);
  Value items(const asl::State &state, Value effective);
  // Distributed Map states, in MapRuns.cpp
  Value setting(const asl::State &state, asl::Field field, asl::Field pathField, ir::flow::SettingRule rule);
  Value mapSettings(const asl::State &state);
  void lowerSelector(ir::flow::MachineOp op, const Captures &captures, const asl::State &holder);
  void lowerInside(const asl::Machine &inside, ir::flow::MachineOp op, const Captures &captures, const asl::State *holder);
  Value enterInside(ir::flow::MachineOp op, const Captures &captures);
  Value selected(const asl::State &holder);
  /// Names of variables that the machines inside a state, or the selector of their items, read and do not assign themselves.
  std::set<std::string> readInside(const asl::State &state) const;
  void addVariables(const asl::State &state, std::set<std::string> &names) const;
  void addVariables(const asl::Template &payload, asl::QueryLanguage language, std::set<std::string> &names) const;
  static std::set<std::string> assignedBy(const asl::Machine &machine);

  /// Value of a payload; `result` is $states.result where there is one. `name`: of the member or field, for paths.
  Value payload(const asl::Template &payload, llvm::StringRef name = {});
  Value literal(const document::Node &node);
  // JSONata
  Value expression(const asl::Template &payload, bool required);
  ir::flow::ExpressionAttr expressionAttribute(const asl::Template &payload);
  // JSONPath, in DataFlow.cpp. `$` is `root`.
  Value path(const asl::Template &payload, ir::flow::PathUse use, llvm::StringRef name);
  ir::flow::ExpressionAttr pathAttribute(llvm::StringRef text, llvm::StringRef name);
  Value through(const asl::State &state, asl::Field field, Value from);
  Value made(const asl::State &state, asl::Field field, Value from);
  Value putInto(const asl::Template *resultPath, Value input, Value result);
  Value workInput(const asl::State &state);
  /// What a rule's Variable selects; undefined if nothing.
  Value present(const asl::Template &variable);
  /// How often a rule was taken and passed by; both 0 if no profile tells.
  struct Odds {
    uint64_t yes = 0, no = 0;
  };
  Odds oddsOf(const asl::State &state, size_t rule) const;
  void test(const asl::ChoiceTest &test, mlir::Block *yes, mlir::Block *no, Odds odds);
  Value comparison(const asl::ChoiceTest &test);

  /// A string that may be an expression (Error, Cause), or come by a path; undefined if the fields are absent.
  Value text(const asl::State &state, asl::Field field, asl::Field pathField);
  Value whole(const asl::State &state, asl::Field field, asl::Field pathField, bool positive);
  Value credentials(const asl::State &state);
  /// What follows in `done`, which gets the result.
  void finishWork(const asl::State &state, mlir::Block *done, mlir::Location loc);
  /// The output of a state that has worked: through Output, or ResultSelector, ResultPath and OutputPath.
  void finish(const asl::State &state, Value result);
  /// The output of a state that passes its input on.
  void passOn(const asl::State &state, const asl::Template *assign, const asl::Template *output, const MappedText *next);
  using Assignments = llvm::SmallVector<std::pair<Value, Value>>;
  Assignments assignments(const asl::Template *assign);
  /// Sets variables, exits and branches to the next state or the end.
  void leave(const asl::State &state, const Assignments &assignments, Value output, const MappedText *next);
  void readVariables(const asl::State &state);
  /// Names a value for debuggers, from here on.
  void describe(llvm::StringRef name, Value value);
  void describeVariables();
  mlir::Block *newBlock();
  /// A place, with the name of the state at hand around it.
  mlir::Location at(SourceRange range) const;
  mlir::Type valueType() const { return ir::json::ValueType::get(builder.getContext()); }

  const sema::CheckedMachine &machine;
  const SourceManager &sources;
  mlir::OpBuilder &builder;
  mlir::ModuleOp module;
  Names names;
  const ChoiceCounts &profile;
  std::string name; // of the machine
  mlir::Region *region = nullptr;
  std::map<std::string, mlir::Block *> blocks; // by state
  std::map<std::string, Value> slots;          // by variable of its own
  std::map<std::string, Value> captured;       // what it gets of the machine around it
  // The state at hand
  const asl::State *state = nullptr;
  Value input, result, errorOutput;
  bool attempting = false; // a flow.attempt is to be ended
  Value root; // what `$` is in the paths to come
  std::map<std::string, Value> variables; // as they were on entry
};

} // namespace aslc::lower
