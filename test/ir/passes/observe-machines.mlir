// Each machine gets a copy that tells of its states; it tells of nothing itself.
// RUN: %aslc-opt %s --observe-machines | FileCheck %s

// CHECK-LABEL: flow.machine @order {
// CHECK:         flow.enter "A" Pass{{$}}
// CHECK-NEXT:    flow.exit "A"{{$}}
// CHECK-LABEL: flow.machine observed @already {
// CHECK:         flow.enter "B" Pass with %
// CHECK-LABEL: flow.machine observed @"order/observed" {
// CHECK-NEXT:  ^{{.*}}(%[[INPUT:.*]]: !json.value):
// CHECK:         flow.enter "A" Pass with %[[INPUT]]
// CHECK-NEXT:    flow.chose rule 0
// CHECK-NEXT:    flow.exit "A", %[[INPUT]] assigns ["x"](%[[INPUT]])
// CHECK-NOT:   already/observed
flow.machine @order {
^bb0(%input: !json.value):
  flow.enter "A" Pass with %input
  flow.chose rule 0
  flow.exit "A", %input assigns ["x"](%input)
  flow.succeed %input
}
flow.machine observed @already {
^bb0(%input: !json.value):
  flow.enter "B" Pass with %input
  flow.succeed %input
}

// At -O0 it is not copied.
// RUN: %aslc-opt %s --observe-machines=copy=false | FileCheck %s --check-prefix=SAME
// SAME-LABEL: flow.machine observed @order {
// SAME:         flow.enter "A" Pass with %
// SAME-NOT:   /observed
