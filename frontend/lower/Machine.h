// A machine's states as blocks.
#pragma once

#include "frontend/lower/Expressions.h"
#include "frontend/sema/Sema.h"
#include "ir/flow/Flow.h"

#include <map>

namespace aslc::lower {

/// Places of source texts as locations of the IR.
mlir::Location locate(const SourceManager &sources, SourceRange range, mlir::MLIRContext *context);

/// Lowers the states of one machine into the region of a flow.machine.
class MachineLowering {
public:
  MachineLowering(const sema::CheckedMachine &machine, const SourceManager &sources, mlir::OpBuilder &builder)
      : machine(machine), sources(sources), builder(builder) {}
  void lower(ir::flow::MachineOp op);

private:
  using Value = mlir::Value;
  class StateSurroundings;

  void lowerState(const asl::State &state);
  void pass(const asl::State &state, Value input);
  void choice(const asl::State &state, Value input);
  void wait(const asl::State &state, Value input);
  void succeed(const asl::State &state, Value input);
  void fail(const asl::State &state);
  void task(const asl::State &state, Value input);

  /// Value of a payload; `result` is $states.result where there is one.
  Value payload(const asl::Template &payload);
  Value expression(const asl::Template &payload, bool required);
  ir::flow::ExpressionAttr expressionAttribute(const asl::Template &payload);
  /// A string that may be an expression (Error, Cause); undefined if the field is absent.
  Value text(const asl::State &state, asl::Field field);
  Value literal(const document::Node &node);
  /// Assign and Output, the exit, and the branch to the next state or the end. Absent payloads: nothing, and `otherwise`.
  void leave(const asl::State &state, const asl::Template *assign, const asl::Template *output, Value otherwise, const MappedText *next);
  void readVariables(const asl::State &state);
  mlir::Block *newBlock();
  mlir::Location at(SourceRange range) const { return locate(sources, range, builder.getContext()); }
  mlir::Type valueType() const { return ir::json::ValueType::get(builder.getContext()); }

  const sema::CheckedMachine &machine;
  const SourceManager &sources;
  mlir::OpBuilder &builder;
  mlir::Region *region = nullptr;
  std::map<std::string, mlir::Block *> blocks; // by state
  std::map<std::string, Value> slots;          // by variable
  // The state at hand
  const asl::State *state = nullptr;
  Value input, result;
  std::map<std::string, Value> variables; // as they were on entry
};

} // namespace aslc::lower
