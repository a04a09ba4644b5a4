// flow: machines, states, and the points at which an execution waits.
//
// A machine is a region of blocks. A state begins with flow.enter and ends with flow.exit; a transition is a branch. Task and
// Wait are terminators: control comes back at a successor, perhaps years later. The pass split-suspensions cuts the machine
// there and makes of it one function resume(context, frame) (decision D5).

#ifndef ASLC_IR_FLOW_FLOWOPS_TD
#define ASLC_IR_FLOW_FLOWOPS_TD

include "ir/json/JsonDialect.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/FunctionInterfaces.td"

def Flow_Dialect : Dialect {
  let name = "flow";
  let cppNamespace = "::aslc::ir::flow";
  let summary = "state machines and suspension";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect"];
  let hasConstantMaterializer = 1;
  let extraClassDeclaration = [{
    // What passes tell of themselves (ir/passes/Remarks.h).
    bool wantsRemarks = false;
    std::map<std::string, unsigned> counts; // by pass
  }];
}

class Flow_Op<string mnemonic, list<Trait> traits = []> : Op<Flow_Dialect, mnemonic, traits>;

class Flow_Type<string name, string typeMnemonic> : TypeDef<Flow_Dialect, name> {
  let mnemonic = typeMnemonic;
}
def Flow_Slot : Flow_Type<"Slot", "slot"> {
  let summary = "a workflow variable, or a value on its way over a suspension";
}
def Flow_Frame : Flow_Type<"Frame", "frame"> {
  let summary = "what survives a suspension: aslrt::Frame *";
}

def Flow_ExpressionAttr : AttrDef<Flow_Dialect, "Expression"> {
  let mnemonic = "expression";
  let summary = "an expression of the definition, as error texts quote it";
  let parameters = (ins StringRefParameter<"text between {% and %}, trimmed; a path or call as it is written">:$source,
                        StringRefParameter<"path of the field in its state; of a path the field or member alone">:$field,
                        StringRefParameter<"name of the state">:$state);
  let assemblyFormat = "`<` $source `,` $field `,` $state `>`";
}

def Flow_Kept : I32EnumAttr<"Kept", "what is kept as text of an object beside the members that are looked up", [
    I32EnumAttrCase<"Items", 0, "items">, I32EnumAttrCase<"Told", 1, "told">, I32EnumAttrCase<"Passed", 2, "passed">,
    I32EnumAttrCase<"ToldMembers", 3, "told_members">, I32EnumAttrCase<"PassedMembers", 4, "passed_members">,
    I32EnumAttrCase<"Tuples", 5, "tuples">, I32EnumAttrCase<"ItemTuples", 6, "item_tuples">]> {
  let cppNamespace = "::aslc::ir::flow";
}
def Flow_DemandAttr : AttrDef<Flow_Dialect, "Demand"> {
  let mnemonic = "demand";
  let summary = "what is read of a value of which text is kept (find-demand), or whose objects may be tuples (form-tuples)";
  let parameters = (ins "::mlir::DictionaryAttr":$members, EnumParameter<Flow_Kept>:$kept);
  let assemblyFormat = "`<` $members `,` $kept `>`";
}

def Flow_StateType : I32EnumAttr<"StateType", "type of a state", [
    I32EnumAttrCase<"Pass", 0>, I32EnumAttrCase<"Choice", 1>, I32EnumAttrCase<"Wait", 2>, I32EnumAttrCase<"Succeed", 3>,
    I32EnumAttrCase<"Fail", 4>, I32EnumAttrCase<"Task", 5>, I32EnumAttrCase<"Parallel", 6>, I32EnumAttrCase<"Map", 7>]> {
  let cppNamespace = "::aslc::ir::flow";
}

def Flow_MachineOp : Flow_Op<"machine", [Symbol, IsolatedFromAbove, AutomaticAllocationScope]> {
  let summary = "a state machine; an observed one tells of its states, one that iterates runs over items";
  let description = [{
    The first argument of the entry block is the input: the execution's, or that of a branch or iteration. Machines inside a Parallel or Map
    state get what they read of the machine around them as further arguments.
    ```
    flow.machine @order {
    ^bb0(%input: !json.value):
      flow.enter "Route" Choice
      ...
    }
    ```
    One that iterates gets the items of a Map state instead of one of them, and tells the runtime of each that begins and ends (loop-maps).
  }];
  let arguments = (ins UnitAttr:$observed, UnitAttr:$iterates, SymbolNameAttr:$sym_name);
  let regions = (region MinSizedRegion<1>:$body);
  let assemblyFormat = "(`observed` $observed^)? (`iterates` $iterates^)? $sym_name attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
}

def Flow_EnterOp : Flow_Op<"enter"> {
  let summary = "a state begins; in an observed machine with its input";
  let arguments = (ins StrAttr:$state, Flow_StateType:$type, Optional<Json_Value>:$input);
  let assemblyFormat = "$state $type (`with` $input^)? attr-dict";
}

def Flow_ExitOp : Flow_Op<"exit", [AttrSizedOperandSegments]> {
  let summary = "a state ends; in an observed machine with its output and what it assigns";
  let description = [{
    ```
    flow.exit "Charge", %output assigns ["total", "id"](%total, %id)
    ```
  }];
  let arguments = (ins StrAttr:$state, Optional<Json_Value>:$output, OptionalAttr<StrArrayAttr>:$names, Variadic<Json_Value>:$assigned);
  let assemblyFormat = "$state (`,` $output^)? (`assigns` $names^ `(` $assigned `)`)? attr-dict";
}

def Flow_PassByOp : Flow_Op<"pass_by"> {
  let summary = "a state begins of which nothing can be told but that it did: its event counts";
  let assemblyFormat = "attr-dict";
}

def Flow_ChoseOp : Flow_Op<"chose"> {
  let summary = "a Choice state takes this rule, or without a number its Default; in observed machines only";
  let arguments = (ins OptionalAttr<I32Attr>:$rule);
  let assemblyFormat = "(`rule` $rule^)? attr-dict"; // the word, for a location that follows is an attribute, too
}

def Flow_EvaluateOp : Flow_Op<"evaluate"> {
  let summary = "the ops that follow evaluate this expression";
  let arguments = (ins Flow_ExpressionAttr:$expression);
  let assemblyFormat = "$expression attr-dict";
}

// Checks of an expression's value; they fail the state as AWS does.

def Flow_RequireOp : Flow_Op<"require"> {
  let summary = "the value of an expression: JSON, not undefined";
  let arguments = (ins Json_Value:$input, Flow_ExpressionAttr:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input $expression attr-dict";
  let hasFolder = 1;
}

def Flow_RequireStringOp : Flow_Op<"require_string"> {
  let summary = "the value of an expression that must give a string";
  let arguments = (ins Json_Value:$input, Flow_ExpressionAttr:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input $expression attr-dict";
}

def Flow_ConditionOp : Flow_Op<"condition"> {
  let summary = "the value of a Choice's condition, which must be a boolean";
  let arguments = (ins Json_Value:$input, Flow_ExpressionAttr:$expression);
  let results = (outs I1:$result);
  let assemblyFormat = "$input $expression attr-dict";
  let hasFolder = 1;
  let hasCanonicalizeMethod = 1;
}

def Flow_PathUse : I32EnumAttr<"PathUse", "what a path is read for (runtime/abi/JsonPath.h)", [
    I32EnumAttrCase<"Field", 0, "field">, I32EnumAttrCase<"Template", 1, "template">, I32EnumAttrCase<"Parameter", 2, "parameter">,
    I32EnumAttrCase<"Condition", 3, "condition">, I32EnumAttrCase<"Argument", 4, "argument">]> {
  let cppNamespace = "::aslc::ir::flow";
}

def Flow_RequirePathOp : Flow_Op<"require_path"> {
  let summary = "what a path of JSONPath selected, which must be something";
  let description = [{
    The steps, names and indices, are those by which it was selected; the cause of the failure tells which of them led nowhere.
    ```
    %2 = flow.require_path template %1 from %0 "[\"order\",0]" <"$.order[0]", "first.$", "Pick">
    ```
  }];
  let arguments = (ins Flow_PathUse:$use, Json_Value:$input, Json_Value:$from, StrAttr:$steps, Flow_ExpressionAttr:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$use $input `from` $from $steps $expression attr-dict";
}

def Flow_RequirePathStringOp : Flow_Op<"require_path_string"> {
  let summary = "what ErrorPath or CausePath selected, which must be a string";
  let arguments = (ins Json_Value:$input, Flow_ExpressionAttr:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input $expression attr-dict";
}

def Flow_PutOp : Flow_Op<"put"> {
  let summary = "ResultPath: a state's input with its result in it";
  let description = [{
    ```
    %2 = flow.put %result into %input "[\"charge\",\"id\"]" <"$.charge.id", "ResultPath", "Charge">
    ```
  }];
  let arguments = (ins Json_Value:$value, Json_Value:$input, StrAttr:$steps, Flow_ExpressionAttr:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$value `into` $input $steps $expression attr-dict";
}

def Flow_ContextOp : Flow_Op<"context", [MemoryEffects<[MemRead]>]> {
  let summary = "$states.context";
  let results = (outs Json_Value:$result);
  let assemblyFormat = "attr-dict";
}

// Variables

def Flow_SlotOp : Flow_Op<"slot"> {
  let summary = "a variable, undefined at first";
  let arguments = (ins StrAttr:$name);
  let results = (outs Flow_Slot:$slot);
  let assemblyFormat = "$name attr-dict";
}

def Flow_GetOp : Flow_Op<"get"> {
  let summary = "value of a variable";
  let arguments = (ins Arg<Flow_Slot, "", [MemRead]>:$slot);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$slot attr-dict";
}

def Flow_SetOp : Flow_Op<"set"> {
  let summary = "assigns a variable";
  let arguments = (ins Arg<Flow_Slot, "", [MemWrite]>:$slot, Json_Value:$value);
  let assemblyFormat = "$slot `,` $value attr-dict";
}

def Flow_DebugValueOp : Flow_Op<"debug_value"> {
  let summary = "a value that debuggers show by this name from here on";
  let description = [{
    Passes may drop it, and must when the value would be kept for it alone: what is compiled is the same with debug information.
  }];
  let arguments = (ins Json_Value:$value, StrAttr:$name);
  let assemblyFormat = "$name `=` $value attr-dict";
}

// Numbers of fields

def Flow_RequireWholeOp : Flow_Op<"require_whole"> {
  let summary = "a whole number that a field needs";
  let description = [{
    ```
    %1 = flow.require_whole positive %0 <"$states.input.limit", "TimeoutSeconds", "Charge">
    %1 = flow.require_whole path %0 <"$.most", "MaxConcurrencyPath", "Each">
    ```
  }];
  let arguments = (ins UnitAttr:$positive, UnitAttr:$path, Json_Value:$input, Flow_ExpressionAttr:$expression);
  let results = (outs I64:$result);
  let assemblyFormat = "(`positive` $positive^)? (`path` $path^)? $input $expression attr-dict";
}

def Flow_RequireItemsOp : Flow_Op<"require_items"> {
  let summary = "what a Map state runs over: an array; of a distributed one (`pairs`) an object, too";
  let description = [{
    Without an expression it is the state's input, whole.
    ```
    %1 = flow.require_items %0
    %1 = flow.require_items pairs path %0 of <"$.orders", "ItemsPath", "Each">
    ```
  }];
  let arguments = (ins UnitAttr:$pairs, UnitAttr:$path, Json_Value:$input, OptionalAttr<Flow_ExpressionAttr>:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`pairs` $pairs^)? (`path` $path^)? $input (`of` $expression^)? attr-dict";
}

def Flow_SettingRule : I32EnumAttr<"SettingRule", "what a setting of a Map state must be (aslrt::SettingRule)", [
    I32EnumAttrCase<"Count", 0, "count">, I32EnumAttrCase<"Percentage", 1, "percentage">, I32EnumAttrCase<"Positive", 2, "positive">,
    I32EnumAttrCase<"Bytes", 3, "bytes">, I32EnumAttrCase<"Items", 4, "items">]> {
  let cppNamespace = "::aslc::ir::flow";
}

def Flow_RequireSettingOp : Flow_Op<"require_setting"> {
  let summary = "a number that a Map state is given";
  let description = [{
    ```
    %1 = flow.require_setting count path %0 <"$.few", "ToleratedFailureCountPath", "Each">
    ```
  }];
  let arguments = (ins Flow_SettingRule:$rule, UnitAttr:$path, Json_Value:$input, Flow_ExpressionAttr:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$rule (`path` $path^)? $input $expression attr-dict";
}

// Ends

def Flow_SucceedOp : Flow_Op<"succeed", [Terminator]> {
  let summary = "the execution ends with this output";
  let arguments = (ins Json_Value:$output);
  let assemblyFormat = "$output attr-dict";
}

def Flow_FailOp : Flow_Op<"fail", [Terminator]> {
  let summary = "the execution fails with error and cause, each a string or undefined";
  let arguments = (ins Json_Value:$error, Json_Value:$cause);
  let assemblyFormat = "$error `,` $cause attr-dict";
}

def Flow_NoChoiceOp : Flow_Op<"no_choice", [Terminator]> {
  let summary = "no rule of a Choice is true and it has no Default";
  let assemblyFormat = "attr-dict";
}

// Suspensions

def Flow_TaskOp : Flow_Op<"task", [Terminator, AttrSizedOperandSegments, DeclareOpInterfaceMethods<BranchOpInterface>]> {
  let summary = "runs a task; goes on with its result";
  let description = [{
    A failure goes to the state's flow.attempt, or ends the machine.
    ```
    flow.task %arguments "arn:aws:states:::lambda:invoke" of "Charge" timeout %seconds, ^done
    ^done(%result: !json.value):
    ```
  }];
  let arguments = (ins Json_Value:$arguments, StrAttr:$resource, StrAttr:$state, Optional<I64>:$timeout, Optional<I64>:$heartbeat,
                       Optional<Json_Value>:$credentials);
  let successors = (successor AnySuccessor:$done);
  let assemblyFormat = [{
    $arguments $resource `of` $state (`timeout` $timeout^)? (`heartbeat` $heartbeat^)? (`as` $credentials^)? `,` $done attr-dict
  }];
  let hasVerifier = 1;
}

def Flow_ForkOp : Flow_Op<"fork", [Terminator, AttrSizedOperandSegments, DeclareOpInterfaceMethods<BranchOpInterface>]> {
  let summary = "runs machines at the same time; goes on with the array of their outputs";
  let description = [{
    A Parallel state runs each machine with the same input; a Map state (`each`) runs one for each item of an array. Behind the input they
    get the captures. The first failure among them ends the others, and is the state's.

    A distributed Map state has settings (`run`), an object, and its iterations are executions of their own, which get no captures. Those are
    for a second machine, if there is one: it makes the inputs of the items.
    ```
    flow.fork %input [@order.Fan.0, @order.Fan.1](%x) of "Fan", ^done
    flow.fork each %items [@order.Each](%x, %y) of "Each" most %concurrency, ^done
    flow.fork each %items [@order.Each.1, @order.Each.2](%x) of "Each" run %settings, ^done
    ^done(%results: !json.value):
    ```
  }];
  let arguments = (ins UnitAttr:$each, Json_Value:$input, FlatSymbolRefArrayAttr:$machines, Variadic<Json_Value>:$captures, StrAttr:$state,
                       Optional<I64>:$concurrency, Optional<Json_Value>:$run);
  let successors = (successor AnySuccessor:$done);
  let assemblyFormat = [{
    (`each` $each^)? $input $machines `(` $captures `)` `of` $state (`most` $concurrency^)? (`run` $run^)? `,` $done attr-dict
  }];
  let hasVerifier = 1;
}

def Flow_RetrierAttr : AttrDef<Flow_Dialect, "Retrier"> {
  let mnemonic = "retrier";
  let summary = "an entry of a Retry field";
  let parameters = (ins "::mlir::ArrayAttr":$errors, "uint32_t":$interval, "uint32_t":$attempts, "::mlir::FloatAttr":$backoff,
                        "uint32_t":$longest, "bool":$jitter);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Flow_MapStartedOp : Flow_Op<"map_started"> {
  let summary = "a Map state knows its items, or that it has a reader for them: its history tells of it";
  let description = [{
    ```
    flow.map_started %items
    flow.map_started read %items
    ```
  }];
  let arguments = (ins UnitAttr:$read, Json_Value:$items);
  let assemblyFormat = "(`read` $read^)? $items attr-dict";
}

def Flow_AttemptOp : Flow_Op<"attempt", [Terminator, DeclareOpInterfaceMethods<BranchOpInterface>]> {
  let summary = "begins the work of a state with Retry or Catch";
  let description = [{
    What fails from here to flow.end_attempt is tried again, from the body, as the retriers say; then goes to the first catcher that lists
    the error.
    ```
    flow.attempt "Charge" retry [#flow.retrier<...>] catch [["States.Timeout"], ["States.ALL"]], ^body, (^late, ^any)
    ```
  }];
  let arguments = (ins StrAttr:$state, ArrayAttr:$retriers, ArrayAttr:$errors);
  let successors = (successor AnySuccessor:$body, VariadicSuccessor<AnySuccessor>:$catchers);
  let assemblyFormat = "$state `retry` $retriers `catch` $errors `,` $body `,` `(` $catchers `)` attr-dict";
  let hasVerifier = 1;
}

def Flow_EndAttemptOp : Flow_Op<"end_attempt"> {
  let summary = "the work of a state with Retry or Catch is done";
  let assemblyFormat = "attr-dict";
}

def Flow_ErrorOutputOp : Flow_Op<"error_output"> {
  let summary = "$states.errorOutput: {Error, Cause} of what a catcher handles";
  let results = (outs Json_Value:$result);
  let assemblyFormat = "attr-dict";
}

def Flow_TaskTokenOp : Flow_Op<"task_token"> {
  let summary = "makes the token of a task that waits for a callback";
  let assemblyFormat = "attr-dict";
}

def Flow_WaitOp : Flow_Op<"wait", [Terminator, DeclareOpInterfaceMethods<BranchOpInterface>]> {
  let summary = "waits for seconds or until a time";
  let description = [{
    ```
    flow.wait %seconds, ^next
    flow.wait until %time of <"$states.input.at", "Timestamp", "Sleep">, ^next
    flow.wait path %seconds of <"$.delay", "SecondsPath", "Sleep">, ^next
    ```
  }];
  let arguments = (ins Json_Value:$time, UnitAttr:$until, UnitAttr:$path, OptionalAttr<Flow_ExpressionAttr>:$expression);
  let successors = (successor AnySuccessor:$next);
  let assemblyFormat = "(`until` $until^)? (`path` $path^)? $time (`of` $expression^)? `,` $next attr-dict";
}

// After split-suspensions

def Flow_ResumePointOp : Flow_Op<"resume_point"> {
  let summary = "where the frame says to go on";
  let arguments = (ins Flow_Frame:$frame);
  let results = (outs I32:$point);
  let assemblyFormat = "$frame attr-dict";
}

def Flow_LoadOp : Flow_Op<"load"> {
  let summary = "value i of a frame";
  let arguments = (ins Flow_Frame:$frame, I32Attr:$index);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$frame `[` $index `]` attr-dict";
}

def Flow_StoreOp : Flow_Op<"store"> {
  let summary = "sets value i of a frame";
  let arguments = (ins Json_Value:$value, Flow_Frame:$frame, I32Attr:$index);
  let assemblyFormat = "$value `,` $frame `[` $index `]` attr-dict";
}

def Flow_LiveOp : Flow_Op<"live"> {
  let summary = "where to go on, and how many of a frame's values are live";
  let arguments = (ins Flow_Frame:$frame, I32Attr:$point, I32Attr:$count);
  let assemblyFormat = "$frame `point` $point `count` $count attr-dict";
}

def Flow_RequestTaskOp : Flow_Op<"request_task", [AttrSizedOperandSegments]> {
  let summary = "what is awaited: a task";
  let arguments = (ins Json_Value:$arguments, StrAttr:$resource, StrAttr:$state, Optional<I64>:$timeout, Optional<I64>:$heartbeat,
                       Optional<Json_Value>:$credentials);
  let assemblyFormat = [{
    $arguments $resource `of` $state (`timeout` $timeout^)? (`heartbeat` $heartbeat^)? (`as` $credentials^)? attr-dict
  }];
}

def Flow_RequestForkOp : Flow_Op<"request_fork", [AttrSizedOperandSegments]> {
  let summary = "what is awaited: machines";
  let arguments = (ins UnitAttr:$each, Json_Value:$input, FlatSymbolRefArrayAttr:$machines, Variadic<Json_Value>:$captures, StrAttr:$state,
                       Optional<I64>:$concurrency, Optional<Json_Value>:$run);
  let assemblyFormat = [{
    (`each` $each^)? $input $machines `(` $captures `)` `of` $state (`most` $concurrency^)? (`run` $run^)? attr-dict
  }];
}

def Flow_BeginAttemptOp : Flow_Op<"begin_attempt"> {
  let summary = "failures go on at this point, with so many values of the frame";
  let arguments = (ins StrAttr:$state, ArrayAttr:$retriers, ArrayAttr:$errors, I32Attr:$point, I32Attr:$count);
  let assemblyFormat = "$state `retry` $retriers `catch` $errors `point` $point `count` $count attr-dict";
}

def Flow_RequestWaitOp : Flow_Op<"request_wait"> {
  let summary = "what is awaited: a time";
  let arguments = (ins Json_Value:$time, UnitAttr:$until, UnitAttr:$path, OptionalAttr<Flow_ExpressionAttr>:$expression);
  let assemblyFormat = "(`until` $until^)? (`path` $path^)? $time (`of` $expression^)? attr-dict";
}

#endif
