// Every op of the json dialect, printed and read again in its own and in the generic form.
// RUN: %aslc-opt %s | %aslc-opt | FileCheck %s
// RUN: %aslc-opt %s --mlir-print-op-generic | %aslc-opt | FileCheck %s

// CHECK-LABEL: @constants
func.func @constants() -> !json.value {
  // CHECK: json.constant unit
  %0 = json.constant unit
  // CHECK: json.constant #json.boolean<true>
  %1 = json.constant #json.boolean<true>
  // CHECK: json.constant 2.500000e+00 : f64
  %2 = json.constant 2.500000e+00 : f64
  // CHECK: json.constant -0.000000e+00 : f64
  %3 = json.constant -0.000000e+00 : f64
  // CHECK: json.constant "E\22U\\R\0A\C3\A9"
  %4 = json.constant "E\"U\\R\0A\C3\A9"
  // CHECK: json.constant ""
  %5 = json.constant ""
  // CHECK: json.undefined
  %6 = json.undefined
  // CHECK: json.regex "^a" "im" groups 0 at 3 "(?<!.)a"
  %8 = json.regex "^a" "im" groups 0 at 3 "(?<!.)a"
  // CHECK: json.regex "(a*)*" "" groups 1 at 0 array<i32: 2, 1>
  %9 = json.regex "(a*)*" "" groups 1 at 0 array<i32: 2, 1>
  // CHECK: json.literal "{\22tags\22:[1,2]}"
  %7 = json.literal "{\"tags\":[1,2]}"
  return %7 : !json.value
}

// CHECK-LABEL: @along
// CHECK-SAME: %[[A:[a-z0-9]+]]: !json.value)
func.func @along(%a: !json.value) -> i32 {
  // CHECK: %[[B:.*]] = json.member %[[A]] "b"
  %0 = json.member %a "b"
  // CHECK: %[[C:.*]] = json.member %[[B]] "c"
  %1 = json.member %0 "c"
  // CHECK: json.along ["b", "c"] by(%[[A]], %[[B]], %[[C]])
  %2 = json.along ["b", "c"] by (%a, %0, %1)
  // CHECK: json.along ["b", "c"] by(%[[C]]) of #flow.expression<"$x.b.c", "Output", "S">
  %3 = json.along ["b", "c"] by (%1) of #flow.expression<"$x.b.c", "Output", "S">
  // CHECK: json.narrow %{{.*}} ["b", "c"] = %[[A]]
  %n = json.narrow %3 ["b", "c"] = %a
  // CHECK: json.match_text %{{.*}} ["web", "store"]
  %4 = json.match_text %3 ["web", "store"]
  return %4 : i32
}

// CHECK-LABEL: @constructors
// CHECK-SAME: %[[A:[a-z0-9]+]]: !json.value, %[[B:[a-z0-9]+]]: i1)
func.func @constructors(%a: !json.value, %b: i1) -> !json.value {
  // CHECK: %[[BOOL:.*]] = json.boolean %[[B]]
  %0 = json.boolean %b
  // CHECK: json.array(%[[A]], %[[BOOL]])
  %1 = json.array (%a, %0)
  // CHECK: json.array(%[[A]]) {flags = 4 : i32}
  %2 = json.array (%a) {flags = 4 : i32}
  // CHECK: json.object ["id", "qty"](%[[A]], %[[BOOL]])
  %3 = json.object ["id", "qty"] (%a, %0)
  // CHECK: json.object []()
  %4 = json.object [] ()
  return %3 : !json.value
}

// CHECK-LABEL: @access
// CHECK-SAME: %[[A:[a-z0-9]+]]: !json.value)
func.func @access(%a: !json.value) -> !json.value {
  // CHECK: json.fields %[[A]] ["customer", "city"]
  %0 = json.fields %a ["customer", "city"]
  // CHECK: json.fields open %[[A]] ["customer"]
  %1 = json.fields open %a ["customer"]
  return %1 : !json.value
}

// Operands as the entry point's type names them, then its constants.
// CHECK-LABEL: @calls
func.func @calls(%ctx: !json.context, %a: !json.value, %b: !json.value, %i: index) -> !json.value {
  // CHECK: json.call "add"(%{{.*}}, %{{.*}}) [7 : i32] : (!json.value, !json.value) -> !json.value
  %0 = json.call "add"(%a, %b) [7 : i32] : (!json.value, !json.value) -> !json.value
  // CHECK: json.call "item"(%{{.*}}, %{{.*}}) : (!json.value, index) -> !json.value
  %1 = json.call "item"(%a, %i) : (!json.value, index) -> !json.value
  // CHECK: json.call "index"(%{{.*}}) [-1.000000e+00] : (!json.value) -> !json.value
  %2 = json.call "index"(%a) [-1.000000e+00] : (!json.value) -> !json.value
  // CHECK: json.call "truthy"(%{{.*}}) : (!json.value) -> i1
  %3 = json.call "truthy"(%a) : (!json.value) -> i1
  // CHECK: json.call "count"(%{{.*}}) : (!json.value) -> index
  %4 = json.call "count"(%a) : (!json.value) -> index
  // CHECK: json.call "pause_due"() : () -> i1
  %5 = json.call "pause_due"() : () -> i1
  // CHECK: json.call "succeed"(%{{.*}}) : (!json.value) -> ()
  json.call "succeed"(%a) : (!json.value) -> ()
  return %0 : !json.value
}

// CHECK-LABEL: @builders
func.func @builders(%ctx: !json.context, %a: !json.value) -> !json.value {
  // CHECK: %[[KEYS:.*]] = json.builder
  %keys = json.builder
  json.call "seq_push"(%keys, %a) : (!json.builder, !json.value) -> ()
  // CHECK: json.sort %{{.*}} by %[[KEYS]] [true, false] at 9
  %0 = json.sort %a by %keys [true, false] at 9
  // CHECK: json.call "group_begin"() : () -> !json.groups
  %groups = json.call "group_begin"() : () -> !json.groups
  return %0 : !json.value
}

// CHECK-LABEL: @functions
func.func @functions(%ctx: !json.context, %c: !json.value, %x: !json.value) -> !json.value {
  // CHECK: json.invoke "substring"(%{{.*}}, %{{.*}}) context %{{.*}} at 12
  %0 = json.invoke "substring"(%x, %c) context %c at 12
  // CHECK: json.invoke "now"() at 3
  %1 = json.invoke "now"() at 3
  // CHECK: json.member %{{.*}} "city"
  %city = json.member %x "city"
  // CHECK: json.intrinsic "MathAdd"(%{{.*}}, %{{.*}})
  %added = json.intrinsic "MathAdd"(%city, %x)
  // CHECK: json.builtin "sum"
  %2 = json.builtin "sum"
  // CHECK: json.apply %{{.*}}(%{{.*}}, %{{.*}}) context %{{.*}} at 4
  %3 = json.apply %2(%x, %x) context %c at 4
  // CHECK: json.apply partial %{{.*}}(%{{.*}}) context %{{.*}} at 5
  %4 = json.apply partial %2(%x) context %c at 5
  // CHECK: json.function @lambda arity 2 captures(%{{.*}}, %{{.*}}) context %{{.*}}
  %5 = json.function @lambda arity 2 captures(%x, %3) context %c
  // CHECK: json.function @lambda arity 1 signature "<n:n>" captures() context %{{.*}}
  %6 = json.function @lambda arity 1 signature "<n:n>" captures() context %c
  return %6 : !json.value
}

// CHECK-LABEL: @streams
func.func @streams(%ctx: !json.context, %a: !json.value, %i: index, %d: f64) -> !json.value {
  // CHECK: json.field %{{.*}} "city"
  %0 = json.field %a "city"
  // CHECK: json.items %{{.*}}
  %1 = json.items %0
  // CHECK: json.load %{{.*}}[%{{.*}}]
  %2 = json.load %1[%i]
  // CHECK: json.number %{{.*}}
  %3 = json.number %d
  // CHECK: json.concat(%{{.*}}, %{{.*}}, %{{.*}}) at [4, 9]
  %4 = json.concat(%a, %2, %3) at [4, 9]
  // CHECK: json.concat(%{{.*}}, %{{.*}}) at []
  %5 = json.concat(%2, %3) at []
  // CHECK: json.attempt @lambda else @lambda(%{{.*}}, %{{.*}})
  %6 = json.attempt @lambda else @lambda(%4, %5)
  return %6 : !json.value
}

// CHECK-LABEL: func.func private @lambda
func.func private @lambda(%ctx: !json.context, %self: !json.closure, %arguments: !json.arguments, %count: i32) -> !json.value {
  // CHECK: json.call "captured"(%{{.*}}) [0 : i32] : (!json.closure) -> !json.value
  %0 = json.call "captured"(%self) [0 : i32] : (!json.closure) -> !json.value
  // CHECK: json.argument %{{.*}}[1] of %{{.*}}
  %1 = json.argument %arguments[1] of %count
  return %1 : !json.value
}
