// jsonata: paths that bind variables (@$v, #$i) or ancestors (%). Their steps pass on rows instead of items. Which variables a row
// has is known when compiling: a stream of rows is a builder in which row follows row, `width` values each. Column 0 is the item,
// the context of what comes next; the others are bindings. The bodies of these ops have an argument for each column.

#ifndef ASLC_IR_JSONATA_TUPLEOPS_TD
#define ASLC_IR_JSONATA_TUPLEOPS_TD

// A value stands for rows of one column: its items if it is an Array, else itself.
def Jsonata_Rows : AnyTypeOf<[Json_Value, Json_Builder], "rows">;

def Jsonata_TupleStepOp : Jsonata_Op<"tuple_step", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "a path step over rows: a row for each result";
  let description = [{
    `columns` tells for each column of the new rows where its value comes from: below the width w of the old rows, their
    column; w is the result, w + 1 its place among the results for that row. An array is as many results as it has items.
    ```
    // items@$i: the item stays, $i is the result
    %1 = jsonata.tuple_step %0 [0, 1] {
    ^bb0(%item: !json.value):
      %2 = jsonata.field %item "items"
      jsonata.yield %2
    } : !json.value
    ```
  }];
  let arguments = (ins Jsonata_Rows:$rows, DenseI32ArrayAttr:$columns);
  let results = (outs Json_Builder:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$rows $columns $body attr-dict `:` type($rows)";
  let hasRegionVerifier = 1;
}

def Jsonata_TupleJoinOp : Jsonata_Op<"tuple_join", [SingleBlockImplicitTerminator<"TupleYieldOp">]> {
  let summary = "a path step over rows that is a path with bindings itself: a row for each row of that";
  let description = [{
    The body yields rows of `width` columns. In `columns` w + i is their column i, where w is the width of the old rows.
  }];
  let arguments = (ins Jsonata_Rows:$rows, I32Attr:$width, DenseI32ArrayAttr:$columns);
  let results = (outs Json_Builder:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$rows `width` $width $columns $body attr-dict `:` type($rows)";
  let hasRegionVerifier = 1;
}

def Jsonata_TupleYieldOp : Jsonata_Op<"tuple_yield", [Pure, ReturnLike, Terminator, HasParent<"TupleJoinOp">]> {
  let summary = "gives the rows of a body";
  let arguments = (ins Json_Builder:$rows);
  let assemblyFormat = "$rows attr-dict";
  let builders = [OpBuilder<(ins), [{ llvm_unreachable("no implicit rows"); }]>];
}

def Jsonata_TupleFilterOp : Jsonata_Op<"tuple_filter", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "a predicate: the rows for which its body is true or gives their index";
  let arguments = (ins Json_Builder:$rows);
  let results = (outs Json_Builder:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$rows $body attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_TupleAtOp : Jsonata_Op<"tuple_at"> {
  let summary = "a predicate that is a number: the row there, from the end if negative";
  let arguments = (ins Json_Builder:$rows, I32Attr:$width, F64Attr:$index);
  let results = (outs Json_Builder:$result);
  let assemblyFormat = "$rows `width` $width `[` $index `]` attr-dict";
}

def Jsonata_TupleSortOp : Jsonata_Op<"tuple_sort", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "`^( )` over rows; whether there were two or more, so that the keys counted";
  let arguments = (ins Json_Builder:$rows, DenseBoolArrayAttr:$descending, I32Attr:$position);
  let results = (outs Json_Builder:$result, I1:$sorted);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$rows $descending `at` $position $body attr-dict";
  let hasRegionVerifier = 1;
}

def Jsonata_TupleIndexOp : Jsonata_Op<"tuple_index"> {
  let summary = "`#$i` after a predicate or sort: the row's place in the stream, as a column";
  let description = [{
    `column` is an old one, or the width, which makes a new one. Rows of which a predicate has made several are still one tuple,
    whose place is that of the last of them: `same` is a column in which they, and only they, have the same number.
  }];
  let arguments = (ins Jsonata_Rows:$rows, I32Attr:$width, I32Attr:$column, OptionalAttr<I32Attr>:$same);
  let results = (outs Json_Builder:$result);
  let assemblyFormat = "$rows `width` $width `column` $column (`same` $same^)? attr-dict `:` type($rows)";
  let hasVerifier = 1;
}

def Jsonata_TupleItemsOp : Jsonata_Op<"tuple_items", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "what its body yields for each row, as a sequence";
  let description = [{
    With `spread` the body is the last step of a path: an array counts as its items, undefined as none.
  }];
  let arguments = (ins Jsonata_Rows:$rows, UnitAttr:$spread);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "(`spread` $spread^)? $rows $body attr-dict `:` type($rows)";
  let hasRegionVerifier = 1;
}

def Jsonata_TupleGroupOp : Jsonata_Op<"tuple_group", [SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "`{key: value}` over rows";
  let description = [{
    As jsonata.group. A value region is given the group's rows as one: in each column what they have there, appended.

    The reference takes a tuple's item away when it has given it to the value of a group of that tuple alone; later groups do not
    see it. With `raw` true they are no tuples: that is not so then, and where there are no rows, one of nothing but undefined
    stands for them, as for an array without items.
  }];
  let arguments = (ins Jsonata_Rows:$rows, I1:$raw, DenseI32ArrayAttr:$positions);
  let results = (outs Json_Value:$result);
  let regions = (region SizedRegion<1>:$keys, VariadicRegion<SizedRegion<1>>:$values);
  let assemblyFormat = "$rows `raw` $raw $positions `keys` $keys `values` $values attr-dict `:` type($rows)";
  let hasRegionVerifier = 1;
}

#endif
