// RUN: %aslc-opt %s --pass-pipeline='builtin.module(hash-joins)' | FileCheck %s

// A predicate in a step over other items: the key is looked up before it. Also where the items are looked up anew each time.
// CHECK-LABEL: flow.machine @predicate
// CHECK:         jsonata.step %{{.*}} last {
// CHECK-NEXT:    ^bb0(%[[ORDER:.*]]: !json.value):
// CHECK:           jsonata.step
// CHECK:             %[[CUSTOMERS:.*]] = jsonata.field %{{.*}} "customers"
// CHECK-NEXT:        %[[OPEN:.*]] = jsonata.open %[[ORDER]]
// CHECK-NEXT:        %[[BY:.*]] = jsonata.fields %[[OPEN]] ["by"]
// CHECK-NEXT:        %[[THESE:.*]] = json.narrow %[[CUSTOMERS]] ["id"] = %[[BY]]
// CHECK-NEXT:        jsonata.filter %[[THESE]] {
flow.machine @predicate {
^bb0(%input: !json.value):
  %orders = jsonata.fields open %input ["orders"]
  %0 = jsonata.step %orders last {
  ^bb0(%order: !json.value):
    %whole = jsonata.open %input
    %1 = jsonata.step %whole {
    ^bb0(%in: !json.value):
      %2 = jsonata.field %in "customers"
      %3 = jsonata.filter %2 {
      ^bb0(%customer: !json.value):
        %4 = jsonata.fields %customer ["id"]
        %5 = jsonata.open %order
        %6 = jsonata.fields %5 ["by"]
        %7 = jsonata.binary equal %4, %6 at 1
        jsonata.yield %7
      }
      jsonata.yield %3
    }
    jsonata.yield %1
  }
  flow.succeed %0
}

// $filter in a function, the sides the other way round, and more to be true of an item behind the equality.
// CHECK-LABEL: flow.machine @function
// CHECK:         %[[THESE:.*]] = json.narrow %{{.*}} ["id"] = %{{.*}}
// CHECK-NEXT:    jsonata.call "filter"(%[[THESE]],
flow.machine @function {
^bb0(%input: !json.value):
  %orders = jsonata.fields %input ["orders"]
  %customers = jsonata.fields %input ["customers"]
  %f = jsonata.lambda context %input {
  ^bb0(%self: !json.value, %order: !json.value):
    %by = jsonata.fields %order ["by"]
    %g = jsonata.lambda context %input {
    ^bb0(%self2: !json.value, %customer: !json.value):
      %0 = jsonata.fields %customer ["id"]
      %1 = jsonata.binary equal %by, %0 at 1
      %2 = jsonata.truthy %1
      %3 = scf.if %2 -> (!json.value) {
        %4 = jsonata.fields %customer ["active"]
        scf.yield %4 : !json.value
      } else {
        %5 = json.constant #json.boolean<false>
        scf.yield %5 : !json.value
      }
      jsonata.yield %3
    }
    %6 = jsonata.call "filter"(%customers, %g) context %input at 2
    jsonata.yield %6
  }
  %7 = jsonata.call "map"(%orders, %f) context %input at 3
  flow.succeed %7
}

// Left alone: what runs once, items of the loop itself, what may fail before the equality, a condition other than equality.
// CHECK-LABEL: flow.machine @left
// CHECK-NOT:     json.narrow
flow.machine @left {
^bb0(%input: !json.value):
  %0 = jsonata.filter %input {
  ^bb0(%item: !json.value):
    %1 = jsonata.fields %item ["id"]
    %2 = jsonata.fields %input ["by"]
    %3 = jsonata.binary equal %1, %2 at 1
    jsonata.yield %3
  }
  %4 = jsonata.step %input last {
  ^bb0(%order: !json.value):
    %5 = jsonata.fields %order ["lines"]
    %6 = jsonata.filter %5 {
    ^bb0(%item: !json.value):
      %7 = jsonata.fields %item ["id"]
      %8 = jsonata.fields %input ["by"]
      %9 = jsonata.binary equal %7, %8 at 2
      jsonata.yield %9
    }
    %10 = jsonata.filter %0 {
    ^bb0(%item: !json.value):
      %11 = jsonata.fields %item ["id"]
      %12 = jsonata.call "number"(%order) context %item at 3
      %13 = jsonata.binary equal %11, %12 at 4
      jsonata.yield %13
    }
    %14 = jsonata.filter %0 {
    ^bb0(%item: !json.value):
      %15 = jsonata.fields %item ["id"]
      %16 = jsonata.fields %order ["by"]
      %17 = jsonata.binary not_equal %15, %16 at 5
      jsonata.yield %17
    }
    %18 = json.array(%6, %10, %14)
    jsonata.yield %18
  }
  flow.succeed %4
}

// In a path that binds, the step in front of the predicate looks its items up, by what its own rows have: orders@$o.customers@$c[...].
// CHECK-LABEL: flow.machine @rows
// CHECK:         jsonata.tuple_step %{{.*}} [0, 1, 2] {
// CHECK-NEXT:    ^bb0(%[[ALL:.*]]: !json.value, %[[ORDER:[a-z0-9]+]]: !json.value):
// CHECK-NEXT:      %[[CUSTOMERS:.*]] = jsonata.field %[[ALL]] "customers"
// CHECK-NEXT:      %[[OPEN:.*]] = jsonata.open %[[ORDER]]
// CHECK-NEXT:      %[[BY:.*]] = jsonata.fields %[[OPEN]] ["by"]
// CHECK-NEXT:      %[[THESE:.*]] = json.narrow %[[CUSTOMERS]] ["id"] = %[[BY]]
// CHECK-NEXT:      jsonata.yield %[[THESE]]
// CHECK:         jsonata.tuple_filter
flow.machine @rows {
^bb0(%input: !json.value):
  %whole = jsonata.open %input
  %0 = jsonata.tuple_step %whole [0, 1] {
  ^bb0(%in: !json.value):
    %orders = jsonata.field %in "orders"
    jsonata.yield %orders
  } : !json.value
  %1 = jsonata.tuple_step %0 [0, 1, 2] {
  ^bb0(%in: !json.value, %o: !json.value):
    %customers = jsonata.field %in "customers"
    jsonata.yield %customers
  } : !json.builder
  %2 = jsonata.tuple_filter %1 {
  ^bb0(%in: !json.value, %o: !json.value, %c: !json.value):
    %3 = jsonata.open %c
    %id = jsonata.fields %3 ["id"]
    %4 = jsonata.open %o
    %by = jsonata.fields %4 ["by"]
    %5 = jsonata.binary equal %id, %by at 1
    jsonata.yield %5
  }
  %6 = jsonata.tuple_items spread %2 {
  ^bb0(%in: !json.value, %o: !json.value, %c: !json.value):
    jsonata.yield %c
  } : !json.builder
  flow.succeed %6
}

// Left alone: where the place of an item is bound; where both sides are of the item; the first step, whose items differ from row to row.
// CHECK-LABEL: flow.machine @rows_left_alone
// CHECK-NOT:     json.narrow
flow.machine @rows_left_alone {
^bb0(%input: !json.value):
  %whole = jsonata.open %input
  %0 = jsonata.tuple_step %whole [0, 1] {
  ^bb0(%in: !json.value):
    %orders = jsonata.field %in "orders"
    jsonata.yield %orders
  } : !json.value
  %1 = jsonata.tuple_filter %0 {
  ^bb0(%in: !json.value, %o: !json.value):
    %by = jsonata.fields %o ["by"]
    %id = jsonata.fields %in ["id"]
    %2 = jsonata.binary equal %by, %id at 1
    jsonata.yield %2
  }
  %3 = jsonata.tuple_step %1 [0, 1, 2, 3] {
  ^bb0(%in: !json.value, %o: !json.value):
    %customers = jsonata.field %in "customers"
    jsonata.yield %customers
  } : !json.builder
  %4 = jsonata.tuple_filter %3 {
  ^bb0(%in: !json.value, %o: !json.value, %c: !json.value, %i: !json.value):
    %id = jsonata.fields %c ["id"]
    %by = jsonata.fields %o ["by"]
    %5 = jsonata.binary equal %id, %by at 1
    jsonata.yield %5
  }
  %6 = jsonata.tuple_step %4 [4, 1] {
  ^bb0(%in: !json.value, %o: !json.value, %c: !json.value, %i: !json.value):
    %items = jsonata.field %c "items"
    jsonata.yield %items
  } : !json.builder
  %7 = jsonata.tuple_filter %6 {
  ^bb0(%item: !json.value, %o: !json.value):
    %a = jsonata.fields %item ["a"]
    %b = jsonata.fields %item ["b"]
    %8 = jsonata.binary equal %a, %b at 1
    jsonata.yield %8
  }
  %9 = jsonata.tuple_items spread %7 {
  ^bb0(%item: !json.value, %o: !json.value):
    jsonata.yield %item
  } : !json.builder
  flow.succeed %9
}
