// jsonata: expressions as the language defines them, before loops. Paths, predicates, sorting, grouping and lambdas are ops
// with regions; sequences follow JSONata's rules (runtime/abi/Value.h: Sequence, KeepSingleton, Cons).

#ifndef ASLC_IR_JSONATA_JSONATAOPS_TD
#define ASLC_IR_JSONATA_JSONATAOPS_TD

include "ir/json/JsonDialect.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/CastInterfaces.td"
include "mlir/IR/RegionKindInterface.td"

def Jsonata_Dialect : Dialect {
  let name = "jsonata";
  let cppNamespace = "::aslc::ir::jsonata";
  let summary = "JSONata expressions";
  let hasConstantMaterializer = 1;
  let dependentDialects = ["::aslc::ir::json::JsonDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

class Jsonata_Op<string mnemonic, list<Trait> traits = []> : Op<Jsonata_Dialect, mnemonic, traits>;

// Operators of two operands. The names are entry points of the runtime; those with a position may raise an error.
class Jsonata_Operator<string name, int value> : I32EnumAttrCase<name, value>;
def Jsonata_BinaryOperator : I32EnumAttr<"BinaryOperator", "operator of two operands", [
    Jsonata_Operator<"add", 0>, Jsonata_Operator<"subtract", 1>, Jsonata_Operator<"multiply", 2>,
    Jsonata_Operator<"divide", 3>, Jsonata_Operator<"modulo", 4>, Jsonata_Operator<"equal", 5>,
    Jsonata_Operator<"not_equal", 6>, Jsonata_Operator<"less", 7>, Jsonata_Operator<"less_equal", 8>,
    Jsonata_Operator<"greater", 9>, Jsonata_Operator<"greater_equal", 10>, Jsonata_Operator<"concat", 11>,
    Jsonata_Operator<"contains", 12>, Jsonata_Operator<"range", 13>]> {
  let cppNamespace = "::aslc::ir::jsonata";
}

def Jsonata_BinaryOp : Jsonata_Op<"binary", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "an operator of two operands";
  let description = [{
    ```
    %2 = jsonata.binary add %0, %1 at 4
    ```
  }];
  let arguments = (ins Jsonata_BinaryOperator:$kind, Json_Value:$lhs, Json_Value:$rhs, I32Attr:$position);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$kind $lhs `,` $rhs `at` $position attr-dict";
}

def Jsonata_NegateOp : Jsonata_Op<"negate"> {
  let summary = "unary minus";
  let arguments = (ins Json_Value:$input, I32Attr:$position);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input `at` $position attr-dict";
}

def Jsonata_TruthyOp : Jsonata_Op<"truthy", [Pure]> {
  let summary = "effective boolean value";
  let arguments = (ins Json_Value:$input);
  let results = (outs I1:$result);
  let assemblyFormat = "$input attr-dict";
  let hasFolder = 1;
}

def Jsonata_DefinedOp : Jsonata_Op<"defined", [Pure]> {
  let summary = "whether there is a value";
  let arguments = (ins Json_Value:$input);
  let results = (outs I1:$result);
  let assemblyFormat = "$input attr-dict";
  let hasFolder = 1;
}

// Paths

def Jsonata_FieldsOp : Jsonata_Op<"fields", [Pure]> {
  let summary = "name steps one after another";
  let description = [{
    The path `in.a.b`: each name is looked up in every item of what is before it, and results are flattened. At the end of a
    path the result is unwrapped; `open` leaves it as the sequence that the next step runs over.
    ```
    %1 = jsonata.fields %0 ["customer", "address", "city"]
    ```
  }];
  let arguments = (ins Json_Value:$input, StrArrayAttr:$names, UnitAttr:$open);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`open` $open^)? $input $names attr-dict";
  let hasCanonicalizer = 1;
}

def Jsonata_FieldOp : Jsonata_Op<"field", [Pure]> {
  let summary = "one name step over one item of a sequence";
  let arguments = (ins Json_Value:$input, StrAttr:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input $name attr-dict";
}

def Jsonata_StepOp : Jsonata_Op<"step", [SingleBlockImplicitTerminator<"YieldOp">, RecursiveMemoryEffects]> {
  let summary = "a path step: its body for each item, results flattened into a sequence";
  let description = [{
    Runs over the items of an array, else once over the value itself. `last` marks the last step of a path, in which a
    lone array stays itself.
    ```
    %1 = jsonata.step %0 last {
    ^bb0(%item: !json.value):
      ...
      jsonata.yield %v
    }
    ```
  }];
  let arguments = (ins Json_Value:$input, UnitAttr:$last);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$input (`last` $last^)? $body attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_FilterOp : Jsonata_Op<"filter", [SingleBlockImplicitTerminator<"YieldOp">, RecursiveMemoryEffects]> {
  let summary = "a predicate: the items for which its body is true or gives their index";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$input $body attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_IndexOp : Jsonata_Op<"index", [Pure]> {
  let summary = "a predicate that is a number: the item there, from the end if negative";
  let arguments = (ins Json_Value:$input, F64Attr:$index);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input `[` $index `]` attr-dict";
}

def Jsonata_OpenOp : Jsonata_Op<"open", [Pure]> {
  let summary = "a value as the sequence that the next step of a path runs over";
  let description = [{
    Undefined is an empty sequence, an array is its items (one by a constructor in a path: one item), anything else one item.
  }];
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_WholeOp : Jsonata_Op<"whole", [Pure]> {
  let summary = "the input of an expression as a sequence: an array is one item, not its items";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_UnwrapOp : Jsonata_Op<"unwrap", [Pure]> {
  let summary = "a sequence as a value: none is undefined, one is its item";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_UnlessEmptyOp : Jsonata_Op<"unless_empty", [Pure]> {
  let summary = "the rest of a path, unless the array that begins it is empty: then that array";
  let arguments = (ins Json_Value:$first, Json_Value:$rest);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$first `,` $rest attr-dict";
}

def Jsonata_KeepOp : Jsonata_Op<"keep"> {
  let summary = "marks a sequence by `[]`: one item does not unwrap";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_KeepSequenceOp : Jsonata_Op<"keep_sequence", [Pure]> {
  let summary = "`[]` on what is no path: marks a sequence, leaves anything else";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_WildcardOp : Jsonata_Op<"wildcard", [Pure]> {
  let summary = "`*`";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_DescendantsOp : Jsonata_Op<"descendants", [Pure]> {
  let summary = "`**`";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_SortOp : Jsonata_Op<"sort", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "`^( )`: items sorted by the keys that the body yields, stably";
  let description = [{
    `keep`: no more than the first (if negative: the last) so many of them are looked at, and need be there.
  }];
  let arguments = (ins Json_Value:$input, DenseBoolArrayAttr:$descending, OptionalAttr<I64Attr>:$keep, I32Attr:$position);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$input $descending (`keep` $keep^)? `at` $position $body attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_GroupOp : Jsonata_Op<"group", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "`{key: value}` over the items of a value";
  let description = [{
    The first region yields a key for each pair; items with equal keys are one group, whose value the pair's own region
    yields, given the group's items.
  }];
  let arguments = (ins Json_Value:$input, DenseI32ArrayAttr:$positions);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$keys, VariadicRegion<SizedRegion<1>>:$values);
  let assemblyFormat = "$input $positions `keys` $keys `values` $values attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_GroupContextOp : Jsonata_Op<"group_context", [Pure]> {
  let summary = "context of the values of an object constructor whose keys are constant";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Jsonata_YieldOp : Jsonata_Op<"yield", [Pure, ReturnLike, Terminator,
    ParentOneOf<["StepOp", "FilterOp", "SortOp", "GroupOp", "LambdaOp", "TupleStepOp", "TupleFilterOp", "TupleSortOp", "TupleItemsOp",
                 "TupleGroupOp"]>]> {
  let summary = "gives the values of a body";
  let arguments = (ins Variadic<Json_Value>:$values);
  let assemblyFormat = "($values^)? attr-dict";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
}

// Constructors

def Jsonata_ArrayOp : Jsonata_Op<"array", [Pure]> {
  let summary = "an array constructor";
  let description = [{
    `spread` tells for each item whether an array that it gives is taken item by item (false only where the item is itself
    written as an array constructor). `cons` marks the first or last step of a path.
  }];
  let arguments = (ins Variadic<Json_Value>:$items, DenseBoolArrayAttr:$spread, UnitAttr:$cons);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`cons` $cons^)? `(` $items `)` $spread attr-dict";
  let hasVerifier = 1;
}

// Functions

def Jsonata_CallOp : Jsonata_Op<"call"> {
  let summary = "calls a built-in function by name";
  let arguments = (ins StrAttr:$name, Variadic<Json_Value>:$arguments, Json_Value:$contextValue, I32Attr:$position);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$name `(` $arguments `)` `context` $contextValue `at` $position attr-dict";
  let hasVerifier = 1;
}

def Jsonata_ApplyOp : Jsonata_Op<"apply"> {
  let summary = "calls a function value, or fills in part of its arguments";
  let description = [{
    `tail`: its value is that of the function around, and is not made before that has returned: recursion without a stack.
    `name` is what messages call the function.
  }];
  let arguments = (ins Json_Value:$callee, Variadic<Json_Value>:$arguments, Json_Value:$contextValue, I32Attr:$position, UnitAttr:$partial,
                       UnitAttr:$tail, OptionalAttr<StrAttr>:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`partial` $partial^)? (`tail` $tail^)? $callee `(` $arguments `)` `context` $contextValue `at` $position attr-dict";
}

def Jsonata_CalleeOp : Jsonata_Op<"callee"> {
  let summary = "what is called by the name of a field that is also the name of a function: a `$` is missing if it is undefined";
  let arguments = (ins Json_Value:$input, StrAttr:$name, I32Attr:$position, UnitAttr:$partial);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`partial` $partial^)? $input $name `at` $position attr-dict";
}

def Jsonata_ChainOp : Jsonata_Op<"chain"> {
  let summary = "`~>` with a function value on the right";
  let arguments = (ins Json_Value:$lhs, Json_Value:$rhs, Json_Value:$contextValue, I32Attr:$position);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$lhs `,` $rhs `context` $contextValue `at` $position attr-dict";
}

def Jsonata_BuiltinOp : Jsonata_Op<"builtin", [Pure]> {
  let summary = "a built-in function as a value";
  let arguments = (ins StrAttr:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$name attr-dict";
  let hasVerifier = 1;
}

def Jsonata_PlaceholderOp : Jsonata_Op<"placeholder", [Pure]> {
  let summary = "an argument left open in a partial application";
  let results = (outs Json_Value:$result);
  let assemblyFormat = "attr-dict";
}

def Jsonata_LambdaOp : Jsonata_Op<"lambda", [SingleBlockImplicitTerminator<"YieldOp">, Pure]> {
  let summary = "a function written in the expression";
  let description = [{
    The body's arguments are the function itself (for recursion) and then its parameters. Values from outside are captured when
    the op runs.
    ```
    %f = jsonata.lambda context %c {
    ^bb0(%self: !json.value, %a: !json.value, %b: !json.value):
      ...
    }
    ```
  }];
  let arguments = (ins Json_Value:$contextValue, OptionalAttr<StrAttr>:$signature);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "(`signature` $signature^)? `context` $contextValue $body attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_TransformOp : Jsonata_Op<"transform", [Pure]> {
  let summary = "`|pattern|update,delete|` as a function value";
  let description = [{
    `clone` is a function that gives what is called `$clone` when the transform runs, or undefined for the built-in one. The other
    three are functions of the context that they are evaluated in; `delete` is undefined if there is none. The positions are those
    of the transform, of `update` and of `delete`.
  }];
  let arguments = (ins Json_Value:$clone, Json_Value:$pattern, Json_Value:$update, Json_Value:$deletion, DenseI32ArrayAttr:$positions);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$pattern `update` $update `delete` $deletion `clone` $clone `at` $positions attr-dict";
  let hasVerifier = 1;
}

def Jsonata_CellOp : Jsonata_Op<"cell"> {
  let summary = "a variable that a lambda captures before its last assignment";
  let arguments = (ins Json_Value:$initial);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$initial attr-dict";
}

def Jsonata_CellGetOp : Jsonata_Op<"cell_get", [MemoryEffects<[MemRead]>]> {
  let summary = "value of such a variable";
  let arguments = (ins Json_Value:$cell);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$cell attr-dict";
}

def Jsonata_CellSetOp : Jsonata_Op<"cell_set", [MemoryEffects<[MemWrite]>]> {
  let summary = "assigns such a variable";
  let arguments = (ins Json_Value:$cell, Json_Value:$value);
  let assemblyFormat = "$cell `,` $value attr-dict";
}

def Jsonata_GlobalOp : Jsonata_Op<"global", [Pure]> {
  let summary = "a variable bound before evaluation (`aslc eval --bind`)";
  let arguments = (ins I32Attr:$index, StrAttr:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$index $name attr-dict";
}

include "ir/jsonata/TupleOps.td"

#endif
