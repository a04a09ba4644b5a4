// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(form-switches),func.func(form-switches),canonicalize)' | FileCheck %s

// In JSONata by `=` and `in`, in JSONPath by StringEquals. Of two comparisons with one text the first counts.
// CHECK-LABEL: flow.machine @chain
// CHECK:       ^bb0(%[[V:.*]]: !json.value):
// CHECK:         %[[PLACE:.*]] = json.match_text %[[V]] ["web", "app", "ios", "store"]
// CHECK-NEXT:    cf.switch %[[PLACE]] : i32, [
// CHECK-NEXT:      default: ^[[OTHER:bb[0-9]+]],
// CHECK-NEXT:      0: ^[[WEB:bb[0-9]+]],
// CHECK-NEXT:      1: ^[[APP:bb[0-9]+]],
// CHECK-NEXT:      2: ^[[APP]],
// CHECK-NEXT:      3: ^[[STORE:bb[0-9]+]]
// CHECK-NEXT:    ]
// CHECK:       ^[[WEB]]:
// CHECK-NEXT:    flow.enter "Web" Pass
// CHECK:       ^[[APP]]:
// CHECK-NEXT:    flow.enter "App" Pass
// CHECK:       ^[[STORE]]:
// CHECK-NEXT:    flow.enter "Store" Pass
flow.machine @chain {
^bb0(%v: !json.value):
  %web = json.constant "web"
  %store = json.constant "store"
  %apps = json.literal "[\22app\22,\22ios\22,\22web\22]"
  %0 = json.call "equal"(%v, %web) : (!json.value, !json.value) -> !json.value
  %1 = json.call "truthy"(%0) : (!json.value) -> i1
  cf.cond_br %1, ^web, ^next
^next:
  %2 = json.call "contains"(%v, %apps) : (!json.value, !json.value) -> !json.value
  %3 = json.call "truthy"(%2) : (!json.value) -> i1
  cf.cond_br %3, ^app, ^last
^last:
  %4 = json.call "string_order"(%v, %store) [0 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %4, ^store, ^other
^web:
  flow.enter "Web" Pass
  flow.succeed %v
^app:
  flow.enter "App" Pass
  flow.succeed %v
^store:
  flow.enter "Store" Pass
  flow.succeed %v
^other:
  flow.enter "Other" Pass
  flow.succeed %v
}

// Something that has an effect stands between the comparisons: each is one by itself. Order is no equality.
// CHECK-LABEL: flow.machine @apart
// CHECK:         %[[A:.*]] = json.match_text %{{.*}} ["a"]
// CHECK:         %[[IS:.*]] = arith.cmpi ult, %[[A]], %{{.*}} : i32
// CHECK-NEXT:    cf.cond_br %[[IS]]
// CHECK:         json.call "append_item"
// CHECK:         json.match_text %{{.*}} ["b"]
// CHECK:         json.call "string_order"
// CHECK-NOT:     cf.switch
flow.machine @apart {
^bb0(%v: !json.value):
  %a = json.constant "a"
  %b = json.constant "b"
  %builder = json.builder
  %0 = json.call "string_order"(%v, %a) [0 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^yes, ^next
^next:
  json.call "append_item"(%builder, %v) : (!json.builder, !json.value) -> ()
  %1 = json.call "string_order"(%v, %b) [0 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^yes, ^last
^last:
  %2 = json.call "string_order"(%v, %b) [1 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %2, ^yes, ^no
^yes:
  flow.succeed %v
^no:
  flow.succeed %v
}

// The array is written where it is asked of, and is not made any more.
// CHECK-LABEL: flow.machine @written
// CHECK-NOT:     json.array
// CHECK:         %[[P:.*]] = json.match_text %{{.*}} ["new", "open", "closed"]
// CHECK:         cf.switch %[[P]]
flow.machine @written {
^bb0(%v: !json.value):
  %new = json.constant "new"
  %open = json.constant "open"
  %closed = json.constant "closed"
  %0 = json.call "equal"(%v, %new) : (!json.value, !json.value) -> !json.value
  %1 = json.call "truthy"(%0) : (!json.value) -> i1
  cf.cond_br %1, ^yes, ^next
^next:
  %2 = json.array(%open, %closed, %open)
  %3 = json.call "contains"(%v, %2) : (!json.value, !json.value) -> !json.value
  %4 = json.call "truthy"(%3) : (!json.value) -> i1
  cf.cond_br %4, ^yes, ^no
^yes:
  flow.succeed %v
^no:
  flow.enter "No" Pass
  flow.succeed %v
}

// A number among the texts: it is asked of the array. So it is if an item is no constant.
// CHECK-LABEL: flow.machine @others
// CHECK:         json.array
// CHECK:         json.call "contains"
// CHECK:         json.array
// CHECK:         json.call "contains"
flow.machine @others {
^bb0(%v: !json.value):
  %new = json.constant "new"
  %one = json.constant 1.0 : f64
  %0 = json.array(%new, %one)
  %1 = json.call "contains"(%v, %0) : (!json.value, !json.value) -> !json.value
  %2 = json.call "truthy"(%1) : (!json.value) -> i1
  cf.cond_br %2, ^yes, ^next
^next:
  %x = json.member %v "x"
  %3 = json.array(%new, %x)
  %4 = json.call "contains"(%v, %3) : (!json.value, !json.value) -> !json.value
  %5 = json.call "truthy"(%4) : (!json.value) -> i1
  cf.cond_br %5, ^yes, ^no
^yes:
  flow.succeed %v
^no:
  flow.enter "No" Pass
  flow.succeed %v
}

// In the loop of an expression each comparison stands alone.
// CHECK-LABEL: func.func private @loop
// CHECK:         scf.for
// CHECK-NOT:       json.call "contains"
// CHECK:           json.match_text %{{.*}} ["a", "b"]
// CHECK:           arith.cmpi ult
func.func private @loop(%items: !json.value) -> index {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = json.constant "a"
  %b = json.constant "b"
  %count = json.call "count"(%items) : (!json.value) -> index
  %from = json.items %items
  %0 = scf.for %i = %c0 to %count step %c1 iter_args(%n = %c0) -> (index) {
    %item = json.load %from[%i]
    %1 = json.array(%a, %b)
    %2 = json.call "contains"(%item, %1) : (!json.value, !json.value) -> !json.value
    %3 = json.call "truthy"(%2) : (!json.value) -> i1
    %4 = arith.select %3, %c1, %c0 : index
    %5 = arith.addi %n, %4 : index
    scf.yield %5 : index
  }
  return %0 : index
}
