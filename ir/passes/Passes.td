// The passes of aslc: names, options and what each does. What they find to do they count by ir/passes/Remarks.h, since LLVM's statistics
// are no part of a release build.

#ifndef ASLC_IR_PASSES_PASSES_TD
#define ASLC_IR_PASSES_PASSES_TD

include "mlir/Pass/PassBase.td"

def InlineLambdas : Pass<"inline-lambdas", "::mlir::ModuleOp"> {
  let summary = "put the bodies of functions that are written in sight where they are called";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def LiftLambdas : Pass<"lift-lambdas", "::mlir::ModuleOp"> {
  let summary = "make each lambda a function of the module, its captured values explicit";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::func::FuncDialect"];
}

def ShareFunctions : Pass<"share-functions", "::mlir::ModuleOp"> {
  let summary = "make functions of the same code one, those of observed copies mostly";
}

def FuseStreams : Pass<"fuse-streams", "::mlir::ModuleOp"> {
  let summary = "make chains of steps, predicates, maps and folds one loop without arrays in between";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::func::FuncDialect", "::mlir::scf::SCFDialect",
                           "::mlir::arith::ArithDialect"];
}

def HashJoins : Pass<"hash-joins", "::mlir::ModuleOp"> {
  let summary = "find the items of a predicate by an equality, in a loop, by a hash table";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def LimitSorts : Pass<"limit-sorts", "::mlir::ModuleOp"> {
  let summary = "sort no more than the first or last few items where no others are looked at";
}

def LowerJsonata : Pass<"lower-jsonata", "::mlir::ModuleOp"> {
  let summary = "turn paths, predicates, sorting and grouping into loops over values";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

def ForwardArguments : Pass<"forward-arguments", "::aslc::ir::flow::MachineOp"> {
  let summary = "use a value itself where every way to a state hands over that same value";
}

def ForwardParts : Pass<"forward-parts", "::aslc::ir::flow::MachineOp"> {
  let summary = "use a part of an object that has just been made itself";
}

def SplitPaths : Pass<"split-paths", "::aslc::ir::flow::MachineOp"> {
  let summary = "look up each member that a path leads to by itself, so that paths with a common beginning share it";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def BranchConditions : Pass<"branch-conditions", "::aslc::ir::flow::MachineOp"> {
  let summary = "decide a choice by branches, part by part of its condition";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect"];
}

def PropagateFacts : Pass<"propagate-facts"> {
  let summary = "use what the way to a place tells of values there: types, ranges, conditions that are decided";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::arith::ArithDialect"];
}

def OrderTests : Pass<"order-tests", "::aslc::ir::flow::MachineOp"> {
  let summary = "make comparisons of one number with constants a tree of decisions";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
}

def ThreadChoices : Pass<"thread-choices", "::aslc::ir::flow::MachineOp"> {
  let summary = "do not ask a choice on ways on which its outcome is known";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
}

def UnboxNumbers : Pass<"unbox-numbers", "::aslc::ir::flow::MachineOp"> {
  let summary = "hand doubles from state to state as doubles";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def ReportMissed : Pass<"report-missed", "::aslc::ir::flow::MachineOp"> {
  let summary = "tell what has stayed general, if remarks are wanted";
}

def FoldPuts : Pass<"fold-puts", "::aslc::ir::flow::MachineOp"> {
  let summary = "make objects with what ResultPath puts into them";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def DropMarks : Pass<"drop-marks", "::aslc::ir::flow::MachineOp"> {
  let summary = "do not note which state and expression runs where nothing can ask for it";
}

def FormSwitches : Pass<"form-switches"> {
  let summary = "make comparisons of one value with texts one look at its length and words";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
}

def ExpandLiterals : Pass<"expand-literals", "::aslc::ir::flow::MachineOp"> {
  let summary = "make an object known when compiling that goes on to another state of its members";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def FoldMerges : Pass<"fold-merges", "::aslc::ir::flow::MachineOp"> {
  let summary = "make what $merge gives of members, where the keys of its objects are known";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::arith::ArithDialect"];
}

def FormLiterals : Pass<"form-literals", "::aslc::ir::flow::MachineOp"> {
  let summary = "make objects of constants data of the executable";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def FormTuples : Pass<"form-tuples", "::mlir::ModuleOp"> {
  let summary = "let the reader make tuples of objects in arrays that only members are looked up in";
  let dependentDialects = ["::aslc::ir::flow::FlowDialect", "::aslc::ir::json::JsonDialect"];
}

def ForwardMembers : Pass<"forward-members", "::aslc::ir::flow::MachineOp"> {
  let summary = "carry members of documents from state to state, rather than documents that are read by member only";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect"];
}

def PromoteSlots : Pass<"promote-slots", "::aslc::ir::flow::MachineOp"> {
  let summary = "make variables SSA values";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
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
}

def ObserveMachines : Pass<"observe-machines", "::mlir::ModuleOp"> {
  let summary = "give each machine an observed copy, which tells of its states, and let it tell of nothing itself";
  let options = [Option<"copy", "copy", "bool", "true", "without it, a machine is its own observed copy">];
}

def InlineForks : Pass<"inline-forks", "::mlir::ModuleOp"> {
  let summary = "run the machines of Parallel and Map states that never wait where these stand";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
}

def LoopMaps : Pass<"loop-maps", "::mlir::ModuleOp"> {
  let summary = "make iterations of a Map state that never wait one loop over its items";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect"];
}

def SpellOutputs : Pass<"spell-outputs", "::mlir::ModuleOp"> {
  let summary = "make objects that are only written as text";
  let dependentDialects = ["::aslc::ir::json::JsonDialect"];
}

def SplitSuspensions : Pass<"split-suspensions", "::mlir::ModuleOp"> {
  let summary = "make each machine a function that runs from one suspension to the next";
  let dependentDialects = ["::mlir::func::FuncDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
}

def MeterLoops : Pass<"meter-loops", "::mlir::ModuleOp"> {
  let summary = "make loops count their turns, so that an expression without an end is stopped";
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

#endif
