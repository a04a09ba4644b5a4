// Ops of the json dialect.

#ifndef ASLC_IR_JSON_JSONOPS_TD
#define ASLC_IR_JSON_JSONOPS_TD

include "ir/json/JsonDialect.td"

def Json_ConstantOp : Json_Op<"constant", [Pure, ConstantLike]> {
  let summary = "a scalar: null, a boolean, a number or a string";
  let description = [{
    `unit` is null. Strings are WTF-8.
    ```
    %3 = json.constant #json.boolean<true>
    %0 = json.constant "EUR"
    %1 = json.constant 2.500000e+00 : f64
    %2 = json.constant unit
    ```
  }];
  let arguments = (ins AnyAttr:$value);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$value attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Json_UndefinedOp : Json_Op<"undefined", [Pure]> {
  let summary = "JSONata's nothing";
  let results = (outs Json_Value:$result);
  let assemblyFormat = "attr-dict";
}

def Json_LiteralOp : Json_Op<"literal", [Pure]> {
  let summary = "an array or object known when compiling, as JSON text";
  let description = [{
    Becomes constant data of the executable, in the layout of values.
    ```
    %0 = json.literal "{\"tags\":[1,2]}"
    ```
  }];
  let arguments = (ins StrAttr:$text);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$text attr-dict";
  let hasVerifier = 1;
}

def Json_RegexOp : Json_Op<"regex", [Pure]> {
  let summary = "a regular expression: a function value";
  let description = [{
    `source` and `flags` are JavaScript's. The code means the same: a string is a pattern of PCRE2, in ASCII; an array is a program of
    runtime/abi/RegexOps.def. It becomes data of the executable, that is compiled when it is first used.
    ```
    %0 = json.regex "^\\d+$" "m" groups 0 at 12 "(?<![^\\x{a}...])[0-9]+(?![^...])"
    ```
  }];
  let arguments = (ins StrAttr:$source, StrAttr:$flags, I32Attr:$groups, I32Attr:$position, AnyAttr:$code);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$source $flags `groups` $groups `at` $position $code attr-dict";
  let hasVerifier = 1;
}

def Json_BooleanOp : Json_Op<"boolean", [Pure]> {
  let summary = "an i1 as a value";
  let arguments = (ins I1:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
  let hasFolder = 1;
}

def Json_NumberOp : Json_Op<"number", [Pure]> {
  let summary = "an f64 as a value";
  let arguments = (ins F64:$input);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input attr-dict";
}

def Json_CallOp : Json_Op<"call", [DeclareOpInterfaceMethods<RuntimeCallOpInterface>,
                                   DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "calls a function of the runtime";
  let description = [{
    The entry point is one of runtime/abi/EntryPoints.def, which the verifier checks the operands against.
    ```
    %0 = json.call add(%a, %b) [7 : i32] : (!json.value, !json.value) -> !json.value
    ```
  }];
  let arguments = (ins StrAttr:$entry, Variadic<AnyType>:$operands, DefaultValuedAttr<ArrayAttr, "{}">:$constants);
  let results = (outs Optional<AnyType>:$result);
  let assemblyFormat = "$entry `(` $operands `)` ($constants^)? attr-dict `:` functional-type($operands, $result)";
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
  let hasFolder = 1;
  let builders = [
    OpBuilder<(ins "::mlir::Type":$result, "::llvm::StringRef":$entry, "::mlir::ValueRange":$operands,
                   CArg<"::llvm::ArrayRef<uint32_t>", "{}">:$immediates)>,
  ];
}

def Json_BuilderOp : Json_Op<"builder"> {
  let summary = "an empty builder of a sequence or array";
  let results = (outs Json_Builder:$result);
  let assemblyFormat = "attr-dict";
}

def Json_ArrayOp : Json_Op<"array"> {
  let summary = "an array of these items; an undefined one is left out";
  let description = [{
    One that nobody uses is not made. Two of the same items are never one, for `in` tells them apart.
  }];
  let arguments = (ins Variadic<Json_Value>:$items, DefaultValuedAttr<I32Attr, "0">:$flags);
  let results = (outs Res<Json_Value, "", [MemAlloc]>:$result);
  let assemblyFormat = "`(` $items `)` attr-dict";
}

def Json_ObjectOp : Json_Op<"object"> {
  let summary = "an object; a member whose value is undefined is left out";
  let description = [{
    ```
    %0 = json.object ["id", "qty"] (%id, %qty)
    ```
    One that is spelled is only written, and may be made as text at once (spell-outputs).
  }];
  let arguments = (ins StrArrayAttr:$keys, Variadic<Json_Value>:$values, UnitAttr:$spelled);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`spelled` $spelled^)? $keys `(` $values `)` attr-dict";
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
}

def Json_ConcatOp : Json_Op<"concat"> {
  let summary = "texts of values one after another: a & b & c";
  let description = [{
    `positions` are those of the operators, from left to right. Without any the text is one of States.Format: made of strings, and as long as
    memory goes, where one of JSONata has a limit.
    ```
    %0 = json.concat(%a, %b, %c) at [4, 9]
    %1 = json.concat(%a, %b) at []
    ```
  }];
  let arguments = (ins Variadic<Json_Value>:$parts, DenseI32ArrayAttr:$positions);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "`(` $parts `)` `at` $positions attr-dict";
  let hasVerifier = 1;
}

def Json_FieldOp : Json_Op<"field", [Pure]> {
  let summary = "one name step: a member, or of an array those of its items";
  let description = [{
    ```
    %1 = json.field %0 "city"
    ```
  }];
  let arguments = (ins Json_Value:$input, StrAttr:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input $name attr-dict";
  let hasFolder = 1;
}

def Json_MemberOp : Json_Op<"member", [Pure]> {
  let summary = "a name step of JSONPath: a member of an object; of anything else there is none";
  let description = [{
    An object that the reader made may be a tuple of values (form-tuples), if the place in it is given.
    ```
    %1 = json.member %0 "city"
    %2 = json.member %item "price" at <1 of 3>
    ```
  }];
  let arguments = (ins Json_Value:$input, StrAttr:$name, OptionalAttr<Json_PlaceAttr>:$place);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$input $name (`at` $place^)? attr-dict";
  let builders = [OpBuilder<(ins "::mlir::Type":$result, "::mlir::Value":$input, "::mlir::StringAttr":$name),
                            [{ build($_builder, $_state, result, input, name, PlaceAttr()); }]>,
                  OpBuilder<(ins "::mlir::Type":$result, "::mlir::Value":$input, "::llvm::StringRef":$name),
                            [{ build($_builder, $_state, result, input, $_builder.getStringAttr(name)); }]>];
  let hasFolder = 1;
}

def Json_MatchTextOp : Json_Op<"match_text", [Pure]> {
  let summary = "which of some texts a value is: the place among them, or their number if it is none of them or no string";
  let description = [{
    One look at the length, then words of the text are compared.
    ```
    %1 = json.match_text %0 ["web", "store"]   // "web": 0, "store": 1, anything else: 2
    ```
  }];
  let arguments = (ins Json_Value:$input, StrArrayAttr:$texts);
  let results = (outs I32:$place);
  let assemblyFormat = "$input $texts attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Json_ItemsOp : Json_Op<"items", [Pure]> {
  let summary = "the items of a value in a row: those of an array, else itself";
  let arguments = (ins Json_Value:$input);
  let results = (outs Json_Arguments:$result);
  let assemblyFormat = "$input attr-dict";
}

def Json_LoadOp : Json_Op<"load", [Pure]> {
  let summary = "item i of a row";
  let arguments = (ins Json_Arguments:$items, Index:$index);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$items `[` $index `]` attr-dict";
}

def Json_FieldsOp : Json_Op<"fields", [Pure]> {
  let summary = "name steps one after another, from member to member";
  let description = [{
    As long as there are objects, members are looked up in place; from the first array on the runtime goes over its items.
    ```
    %1 = json.fields %0 ["customer", "city"]
    ```
  }];
  let arguments = (ins Json_Value:$input, StrArrayAttr:$names, UnitAttr:$open);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`open` $open^)? $input $names attr-dict";
}

def Json_NarrowOp : Json_Op<"narrow", [Pure]> {
  let summary = "of some items, in their order, at least those of which the names lead to something equal to a key";
  let description = [{
    All of them, unless they are many and have been asked for before: then those that a table has of this key. If that has none, undefined.
    ```
    %1 = json.narrow %0 ["id"] = %key
    ```
  }];
  let arguments = (ins Json_Value:$items, StrArrayAttr:$names, Json_Value:$key);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$items $names `=` $key attr-dict";
}

def Json_AlongOp : Json_Op<"along", [Pure]> {
  let summary = "what name steps one after another lead to, given what they meet from member to member";
  let description = [{
    `json.fields`, of which the members are looked up already: those that the last of the names lead to, and before them what
    those begin at. The result is the last of them, unless one is an array: then the runtime goes over its items from there on.
    ```
    %1 = json.member %0 "customer"
    %2 = json.member %1 "city"
    %3 = json.along ["customer", "city"] by (%0, %1, %2)
    ```
    What goes over items may break a limit. If the expression in which it does is given, that is evaluated from there on, and not before.
  }];
  let arguments = (ins StrArrayAttr:$names, Variadic<Json_Value>:$met, OptionalAttr<AnyAttr>:$expression);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$names `by` `(` $met `)` (`of` $expression^)? attr-dict";
  let builders = [OpBuilder<(ins "::mlir::Type":$result, "::mlir::ArrayAttr":$names, "::mlir::ValueRange":$met),
                            [{ build($_builder, $_state, result, names, met, ::mlir::Attribute()); }]>];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// How many names led to the first of the values.
    unsigned getFirst() { return getNames().size() + 1 - getMet().size(); }
  }];
}

def Json_InvokeOp : Json_Op<"invoke", [AttrSizedOperandSegments]> {
  let summary = "calls a built-in function";
  let description = [{
    With a context the call goes through the built-in's signature: types, arrays around single values, the context for an
    argument left out. Without one the arguments are known to fit, and the function is called directly.
    ```
    %0 = json.invoke "substring"(%s, %n) context %c at 12
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<Json_Value>:$arguments, Optional<Json_Value>:$contextValue, I32Attr:$position);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$name `(` $arguments `)` (`context` $contextValue^)? `at` $position attr-dict";
  let hasVerifier = 1;
}

def Json_IntrinsicOp : Json_Op<"intrinsic"> {
  let summary = "calls an intrinsic function of runtime/abi/Intrinsics.def";
  let description = [{
    ```
    %2 = json.intrinsic "MathAdd"(%0, %1)
    ```
  }];
  let arguments = (ins StrAttr:$name, Variadic<Json_Value>:$arguments);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$name `(` $arguments `)` attr-dict";
  let hasCanonicalizeMethod = 1;
  let hasVerifier = 1;
}

def Json_BuiltinOp : Json_Op<"builtin", [Pure]> {
  let summary = "a built-in function as a value";
  let arguments = (ins StrAttr:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$name attr-dict";
  let hasVerifier = 1;
}

def Json_ApplyOp : Json_Op<"apply"> {
  let summary = "calls a function value";
  let description = [{
    `tail`: its value is that of the function around, and is not made before that has returned: recursion without a stack.
    `name` is what messages call the function.
  }];
  let arguments = (ins Json_Value:$callee, Variadic<Json_Value>:$arguments, Json_Value:$contextValue, I32Attr:$position,
                       UnitAttr:$partial, UnitAttr:$tail, OptionalAttr<StrAttr>:$name);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "(`partial` $partial^)? (`tail` $tail^)? $callee `(` $arguments `)` `context` $contextValue `at` $position attr-dict";
}

def Json_SortOp : Json_Op<"sort"> {
  let summary = "items sorted by keys collected item by item in a builder";
  let description = [{
    `keep`: no more than the first (if negative: the last) so many of them are looked at, and need be there.
  }];
  let arguments = (ins Json_Value:$items, Json_Builder:$keys, DenseBoolArrayAttr:$descending, OptionalAttr<I64Attr>:$keep,
                       I32Attr:$position);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$items `by` $keys $descending (`keep` $keep^)? `at` $position attr-dict";
}

def Json_FunctionOp : Json_Op<"function"> {
  let summary = "a function value: code with what it captures";
  let description = [{
    The code is a function (context, closure, arguments, count) -> value of the module.
    ```
    %f = json.function @order_lambda0 arity 2 captures(%x, %y) context %c
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$code, I32Attr:$arity, Variadic<Json_Value>:$captures, Json_Value:$contextValue,
                       OptionalAttr<StrAttr>:$signature);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$code `arity` $arity (`signature` $signature^)? `captures` `(` $captures `)` `context` $contextValue attr-dict";
}

def Json_AttemptOp : Json_Op<"attempt", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "calls a fast function, and the whole one if that raises an error or declines";
  let description = [{
    Both are functions like that of a lambda, and have no effect but errors. The fast one may decline by giving
    `json.call "declined"`; what it raises may differ from what `whole` raises, which is what counts.
    ```
    %0 = json.attempt @order_fast0 else @order_whole0 (%x, %y)
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$fast, FlatSymbolRefAttr:$whole, Variadic<Json_Value>:$captures);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$fast `else` $whole `(` $captures `)` attr-dict";
}

def Json_ArgumentOp : Json_Op<"argument", [Pure]> {
  let summary = "argument i of a lambda's function; undefined if fewer were given";
  let arguments = (ins Json_Arguments:$arguments, I32:$count, I32Attr:$index);
  let results = (outs Json_Value:$result);
  let assemblyFormat = "$arguments `[` $index `]` `of` $count attr-dict";
}

#endif
