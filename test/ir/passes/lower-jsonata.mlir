// RUN: %aslc-opt %s --lower-jsonata | FileCheck %s

// An operator is a call; only those that can raise an error are told where they stand.
// CHECK-LABEL: @operators
// CHECK:         json.call "add"(%{{.*}}, %{{.*}}) [7 : i32]
// CHECK:         json.call "equal"(%{{.*}}, %{{.*}}) : (
// CHECK:         json.call "contains"(%{{.*}}, %{{.*}}) : (
// CHECK:         json.call "range"(%{{.*}}, %{{.*}}) [8 : i32]
// CHECK:         json.call "negate"(%{{.*}}) [9 : i32]
func.func @operators(%ctx: !json.context, %a: !json.value, %b: !json.value) -> !json.value {
  %0 = jsonata.binary add %a, %b at 7
  %1 = jsonata.binary equal %a, %b at 7
  %2 = jsonata.binary contains %0, %1 at 7
  %3 = jsonata.binary range %a, %2 at 8
  %4 = jsonata.negate %3 at 9
  return %4 : !json.value
}

// CHECK-LABEL: @fields
// CHECK:         json.fields %{{.*}} ["a", "b"]
// CHECK:         json.fields open %{{.*}} ["c"]
// CHECK:         json.call "index"(%{{.*}}) [-1.000000e+00]
// CHECK:         json.call "unwrap"(
func.func @fields(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.fields %a ["a", "b"]
  %1 = jsonata.fields open %0 ["c"]
  %2 = jsonata.index %1 [-1.0]
  %3 = jsonata.unwrap %2
  return %3 : !json.value
}

// CHECK-LABEL: @step
// CHECK-SAME:    %[[IN:[a-z0-9]+]]: !json.value)
// CHECK:         %[[OUT:.*]] = json.builder
// CHECK:         %[[COUNT:.*]] = json.call "count"(%[[IN]])
// CHECK:         scf.for %[[I:.*]] = %{{.*}} to %[[COUNT]]
// CHECK:           %[[ITEM:.*]] = json.call "item"(%[[IN]], %[[I]])
// CHECK:           %[[RESULT:.*]] = json.call "negate"(%[[ITEM]])
// CHECK:           json.call "step_push"(%[[OUT]], %[[RESULT]])
// CHECK:         json.call "step_end"(%[[OUT]]) [0 : i32]
func.func @step(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.step %a {
  ^bb0(%item: !json.value):
    %1 = jsonata.negate %item at 3
    jsonata.yield %1
  }
  return %0 : !json.value
}

// CHECK-LABEL: @last_step
// CHECK:         json.call "step_end"(%{{.*}}) [1 : i32]
func.func @last_step(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.step %a last {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  return %0 : !json.value
}

// A step in a step: the inner loop runs over the outer one's item.
// CHECK-LABEL: @nested_steps
// CHECK:         scf.for
// CHECK:           %[[ROW:.*]] = json.call "item"(
// CHECK:           %[[COUNT:.*]] = json.call "count"(%[[ROW]])
// CHECK:           scf.for %{{.*}} = %{{.*}} to %[[COUNT]]
func.func @nested_steps(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.step %a {
  ^bb0(%row: !json.value):
    %1 = jsonata.step %row {
    ^bb0(%item: !json.value):
      jsonata.yield %item
    }
    jsonata.yield %1
  }
  return %0 : !json.value
}

// A predicate may give an index, so that it needs to know its item's, and the length.
// CHECK-LABEL: @filter
// CHECK:         %[[COUNT:.*]] = json.call "count"(
// CHECK:         scf.for %[[I:.*]] =
// CHECK:           %[[ITEM:.*]] = json.call "item"(
// CHECK:           %[[X:.*]] = json.field %[[ITEM]]
// CHECK:           json.call "filter_push"(%[[OUT:.*]], %[[ITEM]], %[[X]], %[[I]], %[[COUNT]])
// CHECK:         json.call "seq_end"(%[[OUT]])
func.func @filter(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.filter %a {
  ^bb0(%item: !json.value):
    %1 = jsonata.field %item "x"
    jsonata.yield %1
  }
  return %0 : !json.value
}

// What is the same for all items is evaluated once, if there is one.
// CHECK-LABEL: @filter_by
// CHECK:         %[[COUNT:.*]] = json.call "count"(%[[IN:[a-z0-9]+]])
// CHECK:         %[[ANY:.*]] = arith.cmpi ne, %[[COUNT]], %{{.*}}
// CHECK:         %[[P:.*]] = scf.if %[[ANY]] -> (!json.value) {
// CHECK:           %[[RANGE:.*]] = json.call "range"(
// CHECK:           scf.yield %[[RANGE]]
// CHECK:         } else {
// CHECK:           %[[NONE:.*]] = json.undefined
// CHECK:           scf.yield %[[NONE]]
// CHECK:         json.call "filter_by"(%[[IN]], %[[P]])
func.func @filter_by(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.filter %a {
  ^bb0(%item: !json.value):
    %1 = json.constant 0.0 : f64
    %2 = json.constant 2.0 : f64
    %3 = jsonata.binary range %1, %2 at 3
    jsonata.yield %3
  }
  return %0 : !json.value
}

// Keys are collected item by item, term by term, and the items sorted by them at once.
// CHECK-LABEL: @sort
// CHECK-SAME:    %[[IN:[a-z0-9]+]]: !json.value)
// CHECK:         %[[KEYS:.*]] = json.builder
// CHECK:         scf.for
// CHECK:           %[[ITEM:.*]] = json.call "item"(
// CHECK:           %[[K:.*]] = json.field 
// CHECK:           json.call "seq_push"(%[[KEYS]], %[[K]])
// CHECK:           json.call "seq_push"(%[[KEYS]], %[[ITEM]])
// CHECK:         json.sort %[[IN]] by %[[KEYS]] [true, false] at 19
func.func @sort(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.sort %a [true, false] at 19 {
  ^bb0(%item: !json.value):
    %k = jsonata.field %item "k"
    jsonata.yield %k, %item
  }
  return %0 : !json.value
}

// One loop puts items into groups, a second makes a value of each.
// CHECK-LABEL: @group
// CHECK-SAME:    %[[IN:[a-z0-9]+]]: !json.value)
// CHECK:         %[[EMPTY:.*]] = arith.cmpi eq
// CHECK:         %[[SOURCE:.*]] = arith.select %[[EMPTY]], %{{.*}}, %[[IN]]
// CHECK:         %[[GROUPS:.*]] = json.call "group_begin"()
// CHECK:         json.call "count"(%[[SOURCE]])
// CHECK:         scf.for
// CHECK:           json.call "group_add"(%[[GROUPS]], %{{.*}}, %[[ITEM:.*]]) [0 : i32, 28 : i32]
// CHECK:           json.call "group_add"(%[[GROUPS]], %[[ITEM]], %[[ITEM]]) [1 : i32, 40 : i32]
// CHECK:         %[[COUNT:.*]] = json.call "group_count"(%[[GROUPS]])
// CHECK:         scf.for %[[G:.*]] = %{{.*}} to %[[COUNT]]
// CHECK:           %[[DATA:.*]] = json.call "group_data"(%[[GROUPS]], %[[G]])
// CHECK:           json.call "group_pair"(%[[GROUPS]], %[[G]])
// CHECK:           scf.index_switch
// CHECK:           case 0 {
// CHECK:             json.call "group_set"(%[[GROUPS]], %[[G]], %[[DATA]])
// CHECK:           default {
// CHECK:             %[[NEGATED:.*]] = json.call "negate"(%[[DATA]])
// CHECK:             json.call "group_set"(%[[GROUPS]], %[[G]], %[[NEGATED]])
// CHECK:         json.call "group_end"(%[[GROUPS]])
func.func @group(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.group %a [28, 40] keys {
  ^bb0(%item: !json.value):
    %k = jsonata.field %item "k"
    jsonata.yield %k, %item
  } values {
  ^bb0(%items: !json.value):
    jsonata.yield %items
  }, {
  ^bb0(%items: !json.value):
    %1 = jsonata.negate %items at 41
    jsonata.yield %1
  }
  return %0 : !json.value
}

// Nothing to spread: the array is made in one go. A constant is never an array.
// CHECK-LABEL: @plain_array
// CHECK:         json.array(%{{.*}}, %{{.*}})
// CHECK-NOT:     append
func.func @plain_array(%ctx: !json.context, %a: !json.value) -> !json.value {
  %one = json.constant 1.0 : f64
  %0 = jsonata.array(%a, %one) [false, true]
  return %0 : !json.value
}

// CHECK-LABEL: @spread_array
// CHECK-SAME:    %[[A:[a-z0-9]+]]: !json.value, %[[B:[a-z0-9]+]]: !json.value)
// CHECK:         %[[OUT:.*]] = json.builder
// CHECK:         json.call "append_spread"(%[[OUT]], %[[A]])
// CHECK:         json.call "append_item"(%[[OUT]], %[[B]])
// CHECK:         json.call "array_end"(%[[OUT]])
func.func @spread_array(%ctx: !json.context, %a: !json.value, %b: !json.value) -> !json.value {
  %0 = jsonata.array cons(%a, %b) [true, false]
  return %0 : !json.value
}

// Of sorted items, few.
// CHECK-LABEL: @sort_few
// CHECK:         json.call "sort_few"(%{{.*}}) [-2 : i32, 36 : i32]
func.func @sort_few(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.call "sort"(%a) context %a at 36 {jsonata.keep = -2 : i64}
  return %0 : !json.value
}

// CHECK-LABEL: @calls
// CHECK:         json.invoke "sum"(%{{.*}}) context %{{.*}} at 35
// CHECK:         json.call "global"() [3 : i32]
// CHECK:         json.call "placeholder"()
// CHECK:         json.apply partial
// CHECK:         json.call "chain"(%{{.*}}, %{{.*}}, %{{.*}}) [7 : i32]
// CHECK:         json.call "cell"(
// CHECK:         json.call "cell_set"(
// CHECK:         json.call "cell_get"(
func.func @calls(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = jsonata.call "sum"(%a) context %a at 35
  %g = jsonata.global 3 "rate"
  %p = jsonata.placeholder
  %1 = jsonata.apply partial %g(%p) context %a at 3
  %2 = jsonata.chain %0, %1 context %a at 7
  %c = jsonata.cell %2
  jsonata.cell_set %c, %a
  %3 = jsonata.cell_get %c
  return %3 : !json.value
}
