// json: values of JSON and what one does with them, nearer to the machine than JSONata: loops are scf, calls are named.

#ifndef ASLC_IR_JSON_JSONDIALECT_TD
#define ASLC_IR_JSON_JSONDIALECT_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"
include "ir/json/RuntimeCall.td"

def Json_Dialect : Dialect {
  let name = "json";
  let cppNamespace = "::aslc::ir::json";
  let summary = "JSON values, typed or not";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

class Json_Type<string name, string typeMnemonic> : TypeDef<Json_Dialect, name> {
  let mnemonic = typeMnemonic;
}

def Json_Value : Json_Type<"Value", "value"> {
  let summary = "any JSON value, JSONata's undefined, or a function";
  let description = [{16 bytes in two registers: aslrt::Value of runtime/abi/Value.h.}];
}
def Json_Context : Json_Type<"Context", "context"> {
  let summary = "the execution that runs";
  let description = [{First argument of every function that runs workflow code: aslrt::Context *.}];
}
def Json_Builder : Json_Type<"Builder", "builder"> {
  let summary = "items being collected: aslrt::SequenceBuilder * on the stack";
}
def Json_Groups : Json_Type<"Groups", "groups"> {
  let summary = "a table of groups by key";
}
def Json_Closure : Json_Type<"Closure", "closure"> {
  let summary = "the function that runs: aslrt::Closure *, second argument of a lambda's function";
}
def Json_Arguments : Json_Type<"Arguments", "arguments"> {
  let summary = "values in a row: aslrt::Value *; what a lambda was called with is the third argument of its function";
}

def Json_BooleanAttr : AttrDef<Json_Dialect, "Boolean"> {
  let mnemonic = "boolean";
  let summary = "a JSON boolean";
  let description = [{Not a BoolAttr: scf and arith take any constant of that for an i1.}];
  let parameters = (ins "bool":$value);
  let assemblyFormat = "`<` $value `>`";
}

def Json_PlaceAttr : AttrDef<Json_Dialect, "Place"> {
  let mnemonic = "place";
  let summary = "where a tuple that a value may be has a member, and how many values that has";
  let parameters = (ins "uint32_t":$place, "uint32_t":$count);
  let assemblyFormat = "`<` $place `of` $count `>`";
}

class Json_Op<string mnemonic, list<Trait> traits = []> : Op<Json_Dialect, mnemonic, traits>;

#endif
