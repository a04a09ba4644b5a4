// RUN: %aslc-opt %s --lower-jsonata | FileCheck %s

// A value as rows is read in place. A row for each result: the item, the result, its place. Of the columns of rows a body is given
// those that it uses.
// CHECK-LABEL: @step
// CHECK-SAME:    %[[IN:[a-z0-9]+]]: !json.value)
// CHECK:         %[[OUT:.*]] = json.builder
// CHECK:         scf.for %[[I:.*]] =
// CHECK:           %[[ITEM:.*]] = json.call "item"(%[[IN]], %[[I]])
// CHECK:           %[[FIELD:.*]] = json.field %[[ITEM]]
// CHECK:           json.call "flat_count"(%[[FIELD]])
// CHECK:           scf.for %[[J:.*]] =
// CHECK:             %[[RESULT:.*]] = json.call "item"(%[[FIELD]], %[[J]])
// CHECK:             %[[PLACE:.*]] = json.call "place"(%[[J]])
// CHECK:             %[[ITEM:.*]] = json.call "item"(%[[IN]], %[[I]])
// CHECK:             json.call "seq_push"(%[[OUT]], %[[ITEM]])
// CHECK:             json.call "seq_push"(%[[OUT]], %[[RESULT]])
// CHECK:             json.call "seq_push"(%[[OUT]], %[[PLACE]])
// CHECK:         json.call "row_count"(%[[OUT]]) [3 : i32]
// CHECK:         scf.for
// CHECK:           json.call "entry"(%[[OUT]],
// CHECK-NOT:       json.call "entry"(%[[OUT]],
// CHECK:           json.call "flat_count"(
// CHECK:           scf.for
// CHECK:             json.call "seq_push"(
func.func @step(%ctx: !json.context, %in: !json.value) -> !json.value {
  %0 = jsonata.tuple_step %in [0, 1, 2] {
  ^bb0(%item: !json.value):
    %1 = jsonata.field %item "items"
    jsonata.yield %1
  } : !json.value
  %2 = jsonata.tuple_items spread %0 {
  ^bb0(%item: !json.value, %x: !json.value, %i: !json.value):
    jsonata.yield %x
  } : !json.builder
  return %2 : !json.value
}

// Rows of rows: no items are taken out of values, and columns side by side are copied at once.
// CHECK-LABEL: @join
// CHECK:         scf.for
// CHECK:           %[[INNER:.*]] = json.builder
// CHECK:           json.call "row_count"(%[[INNER]]) [2 : i32]
// CHECK:           scf.for
// CHECK:             json.call "row_slice"(%{{.*}}, %[[INNER]], %{{.*}}) [2 : i32]
// CHECK-NOT:     flat_count
// CHECK:         json.call "seq_end"
func.func @join(%ctx: !json.context, %in: !json.value) -> !json.value {
  %0 = jsonata.tuple_join %in width 2 [1, 2] {
  ^bb0(%item: !json.value):
    %inner = jsonata.tuple_index %item width 1 column 1 : !json.value
    jsonata.tuple_yield %inner
  } : !json.value
  %1 = jsonata.tuple_items %0 {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %i
  } : !json.builder
  return %1 : !json.value
}

// Row numbers are sorted, and of one row no key is asked for.
// CHECK-LABEL: @predicates
// CHECK:         json.call "row_filter"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) [2 : i32]
// CHECK:         json.call "row_at"(%{{.*}}, %{{.*}}) [2 : i32, -1.000000e+00]
// CHECK:         %[[SORTED:.*]] = arith.cmpi ugt
// CHECK:         arith.select %[[SORTED]]
// CHECK:         %[[ORDER:.*]] = json.sort %{{.*}} by %{{.*}} [true] at 7
// CHECK:         json.call "row_order"(%{{.*}}, %{{.*}}, %[[ORDER]]) [2 : i32]
// CHECK:         json.call "row_same"(%{{.*}}, %{{.*}}) [2 : i32, 1 : i32]
// CHECK:         return %[[SORTED]]
func.func @predicates(%ctx: !json.context, %in: !json.value) -> i1 {
  %0 = jsonata.tuple_index %in width 1 column 1 : !json.value
  %1 = jsonata.tuple_filter %0 {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %i
  }
  %2 = jsonata.tuple_at %1 width 2 [-1.0]
  %3, %sorted = jsonata.tuple_sort %2 [true] at 7 {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %i
  }
  %4 = jsonata.tuple_index %3 width 2 column 2 same 1 : !json.builder
  return %sorted : i1
}

// The groups are of row numbers; a column's values, if used, are gathered by them.
// CHECK-LABEL: @group
// CHECK:         scf.if
// CHECK:           json.undefined
// CHECK:         json.call "group_add"(%[[GROUPS:.*]], %{{.*}}, %{{.*}}) [0 : i32, 4 : i32]
// CHECK:         %[[ROWS:.*]] = json.call "group_data"(%[[GROUPS]]
// CHECK-NOT:     [2 : i32, 0 : i32]
// CHECK:         %[[I:.*]] = json.call "row_gather"(%{{.*}}, %[[ROWS]], %{{.*}}) [2 : i32, 1 : i32]
// CHECK:         json.call "group_set"(%[[GROUPS]], %{{.*}}, %[[I]])
func.func @group(%ctx: !json.context, %in: !json.value, %raw: i1) -> !json.value {
  %0 = jsonata.tuple_index %in width 1 column 1 : !json.value
  %1 = jsonata.tuple_group %0 raw %raw [4] keys {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %item
  } values {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %i
  } : !json.builder
  return %1 : !json.value
}

// CHECK-LABEL: @transform
// CHECK-SAME:    %[[A:[a-z0-9]+]]: !json.value, %[[B:[a-z0-9]+]]: !json.value, %[[C:[a-z0-9]+]]: !json.value, %[[D:[a-z0-9]+]]: !json.value)
// CHECK:         json.call "transform"(%[[D]], %[[A]], %[[B]], %[[C]]) [1 : i32, 2 : i32, 3 : i32]
func.func @transform(%ctx: !json.context, %a: !json.value, %b: !json.value, %c: !json.value, %d: !json.value) -> !json.value {
  %0 = jsonata.transform %a update %b delete %c clone %d at [1, 2, 3]
  return %0 : !json.value
}
