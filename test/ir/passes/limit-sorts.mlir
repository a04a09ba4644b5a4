// RUN: %aslc-opt %s --pass-pipeline='builtin.module(limit-sorts)' | FileCheck %s

// The first, the last; what several uses of one sort need; a range, an array of places.
// CHECK-LABEL: flow.machine @limited
// CHECK:         jsonata.sort %{{.*}} [false] keep 1 at 1
// CHECK:         jsonata.sort %{{.*}} [true] keep -2 at 2
// CHECK:         jsonata.sort %{{.*}} [false] keep 5 at 3
// CHECK:         jsonata.sort %{{.*}} [false] keep 3 at 4
flow.machine @limited {
^bb0(%input: !json.value):
  %0 = jsonata.sort %input [false] at 1 {
  ^bb0(%item: !json.value):
    %10 = jsonata.fields %item ["price"]
    jsonata.yield %10
  }
  %1 = jsonata.unwrap %0
  %2 = jsonata.index %1[0.5]
  %3 = jsonata.sort %input [true] at 2 {
  ^bb0(%item: !json.value):
    %11 = jsonata.fields %item ["price"]
    jsonata.yield %11
  }
  %4 = jsonata.index %3[-1.0]
  %5 = jsonata.index %3[-2.0]
  %6 = jsonata.sort %input [false] at 3 {
  ^bb0(%item: !json.value):
    %12 = jsonata.fields %item ["price"]
    jsonata.yield %12
  }
  %7 = jsonata.filter %6 {
  ^bb0(%item: !json.value):
    %13 = json.constant 1.0 : f64
    %14 = json.constant 4.0 : f64
    %15 = jsonata.binary range %13, %14 at 5
    %16 = jsonata.unwrap %15
    %17 = jsonata.array(%16) [true]
    jsonata.yield %17
  }
  %8 = jsonata.sort %input [false] at 4 {
  ^bb0(%item: !json.value):
    %18 = jsonata.fields %item ["price"]
    jsonata.yield %18
  }
  %9 = jsonata.open %8
  %20 = jsonata.filter %9 {
  ^bb0(%item: !json.value):
    %21 = json.constant 2.0 : f64
    %22 = json.constant 0.0 : f64
    %23 = jsonata.array(%21, %22) [true, true]
    jsonata.yield %23
  }
  %24 = json.array(%2, %4, %5, %7, %20)
  flow.succeed %24
}

// $sort by a comparison of keys, as json.sort has it, or of items as they are; by anything else it may compare what it likes.
// CHECK-LABEL: flow.machine @sort
// CHECK:         jsonata.call "sort"(%{{.*}}) context %{{.*}} at 1 {jsonata.keep = 2 : i64}
// CHECK:         jsonata.call "sort"(%{{.*}}) context %{{.*}} at 4
// CHECK-NOT:     keep
// CHECK:         jsonata.call "sort"(%{{.*}}) context %{{.*}} at 5 {jsonata.keep = -1 : i64}
flow.machine @sort {
^bb0(%input: !json.value):
  %0 = jsonata.lambda context %input {
  ^bb0(%self: !json.value, %a: !json.value, %b: !json.value):
    %10 = jsonata.fields %a ["price"]
    %11 = jsonata.fields %b ["price"]
    %12 = jsonata.binary greater %10, %11 at 2
    jsonata.yield %12
  }
  %1 = jsonata.call "sort"(%input, %0) context %input at 1
  %2 = jsonata.index %1[1.0]
  %3 = jsonata.lambda context %input {
  ^bb0(%self: !json.value, %a: !json.value, %b: !json.value):
    %13 = jsonata.fields %a ["price"]
    %14 = jsonata.fields %b ["cost"]
    %15 = jsonata.binary greater %13, %14 at 3
    jsonata.yield %15
  }
  %4 = jsonata.call "sort"(%input, %3) context %input at 4
  %5 = jsonata.index %4[1.0]
  %7 = jsonata.call "sort"(%input) context %input at 5
  %8 = jsonata.index %7[-1.0]
  %6 = json.array(%2, %5, %8)
  flow.succeed %6
}

// Left alone: places from both ends, another use, a place that is computed.
// CHECK-LABEL: flow.machine @whole
// CHECK-NOT:     keep
flow.machine @whole {
^bb0(%input: !json.value):
  %0 = jsonata.sort %input [false] at 1 {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  %1 = jsonata.index %0[0.0]
  %2 = jsonata.index %0[-1.0]
  %3 = jsonata.sort %input [false] at 2 {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  %4 = jsonata.index %3[0.0]
  %5 = jsonata.sort %input [false] at 3 {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  %6 = jsonata.filter %5 {
  ^bb0(%item: !json.value):
    %10 = jsonata.fields %input ["n"]
    jsonata.yield %10
  }
  %7 = json.array(%1, %2, %3, %4, %6)
  flow.succeed %7
}
