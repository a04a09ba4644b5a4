// The passes of aslc: names, options and what each does.

#ifndef ASLC_IR_PASSES_PASSES_TD
#define ASLC_IR_PASSES_PASSES_TD

include "mlir/Pass/PassBase.td"

def InlineLambdas : Pass<"inline-lambdas", "::mlir::ModuleOp"> {
  let summary = "put the bodies of functions that are written in sight where they are called";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
  let statistics = [Statistic<"inlined", "inlined", "calls replaced by the function's body">];
}

def LiftLambdas : Pass<"lift-lambdas", "::mlir::ModuleOp"> {
  let summary = "make each lambda a function of the module, its captured values explicit";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::func::FuncDialect"];
  let statistics = [Statistic<"lifted", "lifted", "lambdas made functions">];
}

def FuseStreams : Pass<"fuse-streams", "::mlir::ModuleOp"> {
  let summary = "make chains of steps, predicates, maps and folds one loop without arrays in between";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::func::FuncDialect", "::mlir::scf::SCFDialect",
                           "::mlir::arith::ArithDialect"];
  let statistics = [Statistic<"fused", "fused", "chains made a loop">];
}

def LowerJsonata : Pass<"lower-jsonata", "::mlir::ModuleOp"> {
  let summary = "turn paths, predicates, sorting and grouping into loops over values";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

def ForwardMembers : Pass<"forward-members", "::aslc::ir::flow::MachineOp"> {
  let summary = "carry members of documents from state to state, rather than documents that are read by member only";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect"];
  let statistics = [Statistic<"forwarded", "forwarded", "reads of members">, Statistic<"dropped", "dropped", "documents">];
}

def PromoteSlots : Pass<"promote-slots", "::aslc::ir::flow::MachineOp"> {
  let summary = "make variables SSA values";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
  let statistics = [Statistic<"promoted", "promoted", "variables">];
}

def DropDebugValues : Pass<"drop-debug-values", "::mlir::ModuleOp"> {
  let summary = "drop names for debuggers of values that nothing else reads";
  let statistics = [Statistic<"dropped", "dropped", "names">];
}

def FindDemand : Pass<"find-demand", "::mlir::ModuleOp"> {
  let summary = "tell what of its input a workflow can read, so that no more of it is built";
}

def RemoveDeadStates : Pass<"remove-dead-states", "::aslc::ir::flow::MachineOp"> {
  let summary = "drop blocks that no path from the start reaches";
  let statistics = [Statistic<"removed", "removed", "blocks removed">];
}

def ObserveMachines : Pass<"observe-machines", "::mlir::ModuleOp"> {
  let summary = "give each machine an observed copy, which tells of its states, and let it tell of nothing itself";
  let options = [Option<"copy", "copy", "bool", "true", "without it, a machine is its own observed copy">];
}

def SplitSuspensions : Pass<"split-suspensions", "::mlir::ModuleOp"> {
  let summary = "make each machine a function that runs from one suspension to the next";
  let dependentDialects = ["::mlir::func::FuncDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
  let statistics = [Statistic<"points", "points", "suspension points">,
                    Statistic<"spilled", "spilled", "values that live across one">];
}

def MeterLoops : Pass<"meter-loops", "::mlir::ModuleOp"> {
  let summary = "make loops count their turns, so that an expression without an end is stopped";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

#endif
