// RUN: %aslc-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: @boolean_of_a_boolean
// CHECK-SAME:    %[[A:[a-z0-9]+]]: i1)
// CHECK-NEXT:    return %[[A]]
func.func @boolean_of_a_boolean(%a: i1) -> i1 {
  %b = json.boolean %a
  %0 = jsonata.truthy %b
  return %0 : i1
}

// CHECK-LABEL: @boolean_constant
// CHECK:         json.constant #json.boolean<true>
func.func @boolean_constant() -> !json.value {
  %t = arith.constant true
  %0 = json.boolean %t
  return %0 : !json.value
}

// JSONata's effective booleans.
// CHECK-LABEL: @truthy
// CHECK-DAG:     %[[T:.*]] = arith.constant true
// CHECK-DAG:     %[[F:.*]] = arith.constant false
// CHECK:         return %[[F]], %[[F]], %[[F]], %[[F]], %[[T]], %[[T]], %[[T]]
func.func @truthy() -> (i1, i1, i1, i1, i1, i1, i1) {
  %undefined = json.undefined
  %0 = json.call "truthy"(%undefined) : (!json.value) -> i1
  %null = json.constant unit
  %1 = json.call "truthy"(%null) : (!json.value) -> i1
  %empty = json.constant ""
  %2 = json.call "truthy"(%empty) : (!json.value) -> i1
  %zero = json.constant -0.0 : f64
  %3 = json.call "truthy"(%zero) : (!json.value) -> i1
  %text = json.constant "0"
  %4 = json.call "truthy"(%text) : (!json.value) -> i1
  %small = json.constant 1.0e-300 : f64
  %5 = json.call "truthy"(%small) : (!json.value) -> i1
  %true = json.constant #json.boolean<true>
  %6 = json.call "truthy"(%true) : (!json.value) -> i1
  return %0, %1, %2, %3, %4, %5, %6 : i1, i1, i1, i1, i1, i1, i1
}

// CHECK-LABEL: @defined
// CHECK-DAG:     %[[T:.*]] = arith.constant true
// CHECK-DAG:     %[[F:.*]] = arith.constant false
// CHECK:         %[[A:.*]] = json.call "defined"(%arg0)
// CHECK:         return %[[F]], %[[T]], %[[A]]
func.func @defined(%a: !json.value) -> (i1, i1, i1) {
  %undefined = json.undefined
  %0 = json.call "defined"(%undefined) : (!json.value) -> i1
  %null = json.constant unit
  %1 = json.call "defined"(%null) : (!json.value) -> i1
  %2 = json.call "defined"(%a) : (!json.value) -> i1
  return %0, %1, %2 : i1, i1, i1
}

// Two paths are not one: in the last step of the first, a lone array is not flattened.
// CHECK-LABEL: @fields
// CHECK-SAME:    %[[A:[a-z0-9]+]]: !json.value)
// CHECK:         %[[X:.*]] = jsonata.fields %[[A]] ["x"]
// CHECK:         %[[Y:.*]] = jsonata.fields %[[X]] ["y"]
// CHECK:         return %[[A]], %[[Y]]
func.func @fields(%a: !json.value) -> (!json.value, !json.value) {
  %0 = jsonata.fields %a []
  %1 = jsonata.fields %a ["x"]
  %2 = jsonata.fields %1 ["y"]
  return %0, %2 : !json.value, !json.value
}

// What may raise an error stays though nobody reads it; what cannot goes, and a step goes with what is in it.
// CHECK-LABEL: @effects
// CHECK-NEXT:    jsonata.binary add
// CHECK-NEXT:    json.call "add"
// CHECK-NEXT:    jsonata.step
// CHECK:           jsonata.negate
// CHECK:         }
// CHECK-NEXT:    return
func.func @effects(%a: !json.value) {
  %0 = jsonata.binary add %a, %a at 0
  %1 = jsonata.binary equal %a, %a at 0
  %2 = json.call "add"(%a, %a) [0 : i32] : (!json.value, !json.value) -> !json.value
  %3 = json.call "equal"(%a, %a) : (!json.value, !json.value) -> !json.value
  %4 = jsonata.fields %a ["x"]
  %5 = jsonata.step %a {
  ^bb0(%i: !json.value):
    jsonata.yield %i
  }
  %6 = jsonata.step %a {
  ^bb0(%i: !json.value):
    %7 = jsonata.negate %i at 0
    jsonata.yield %7
  }
  return
}

// Where only the truth of a comparison counts, no value is made of it; not if the value is wanted, too.
// CHECK-LABEL: @truth_of_a_comparison
// CHECK-NEXT:    %[[G:.*]] = json.call "is_greater"(%{{.*}}, %{{.*}}) [7 : i32] : (!json.value, !json.value) -> i1
// CHECK-NEXT:    %[[L:.*]] = json.call "less"
// CHECK-NEXT:    %[[T:.*]] = json.call "truthy"(%[[L]])
// CHECK-NEXT:    return %[[G]], %[[L]], %[[T]]
func.func @truth_of_a_comparison(%ctx: !json.context, %a: !json.value, %b: !json.value) -> (i1, !json.value, i1) {
  %0 = json.call "greater"(%a, %b) [7 : i32] : (!json.value, !json.value) -> !json.value
  %1 = json.call "truthy"(%0) : (!json.value) -> i1
  %2 = json.call "less"(%a, %b) [8 : i32] : (!json.value, !json.value) -> !json.value
  %3 = json.call "truthy"(%2) : (!json.value) -> i1
  return %1, %2, %3 : i1, !json.value, i1
}

// A member of an object that has just been made is its value, and then nobody needs the object. A key that stands twice is an error.
// CHECK-LABEL: func.func @members
// CHECK-SAME:    %[[A:[a-z0-9]+]]: !json.value
// CHECK-NEXT:    json.object ["a", "a"]
// CHECK-NEXT:    return %[[A]]
func.func @members(%a: !json.value) -> !json.value {
  %0 = json.object ["a", "b"] (%a, %a)
  %1 = json.field %0 "a"
  %2 = json.object ["a", "a"] (%a, %a)
  return %1 : !json.value
}

// A constant template of States.Format is taken apart; escapes are not places.
// CHECK-LABEL: @format
// CHECK-SAME:    %[[A:[a-z0-9]+]]: !json.value, %[[B:[a-z0-9]+]]: !json.value)
// CHECK-DAG:     %[[SLASH:.*]] = json.constant "/{}"
// CHECK-DAG:     %[[TEXT:.*]] = json.constant "it's"
// CHECK-DAG:     %[[X:.*]] = json.call "java_text"(%[[A]])
// CHECK-DAG:     %[[Y:.*]] = json.call "java_text"(%[[B]])
// CHECK:         %[[ALL:.*]] = json.concat(%[[X]], %[[SLASH]], %[[Y]]) at []
// CHECK:         %[[ALONE:.*]] = json.call "java_text"(%[[A]])
// CHECK:         return %[[ALL]], %[[ALONE]], %[[TEXT]]
func.func @format(%a: !json.value, %b: !json.value) -> (!json.value, !json.value, !json.value) {
  %two = json.constant "{}/\\{}{}"
  %0 = json.intrinsic "Format"(%two, %a, %b)
  %one = json.constant "{}"
  %1 = json.intrinsic "Format"(%one, %a)
  %none = json.constant "it\\'s"
  %2 = json.intrinsic "Format"(%none)
  return %0, %1, %2 : !json.value, !json.value, !json.value
}

// Where the places are not as many as the values, it fails when it is called, and a template may be data.
// CHECK-LABEL: @format_fails
// CHECK-COUNT-2: json.intrinsic "Format"
func.func @format_fails(%a: !json.value) -> (!json.value, !json.value) {
  %two = json.constant "{}{}"
  %0 = json.intrinsic "Format"(%two, %a)
  %1 = json.intrinsic "Format"(%a, %a)
  return %0, %1 : !json.value, !json.value
}
