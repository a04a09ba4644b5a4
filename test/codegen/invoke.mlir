// How a built-in function is called.
// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s

// Arguments of the right type go straight to the function, which is asked when the program runs; others by way of the signature.
// CHECK-LABEL: llvm.func @by_type(
// CHECK-DAG:     %[[S:.*]] = llvm.mlir.constant(115 : i32)
// CHECK-DAG:     %[[TEXT:.*]] = llvm.call @aslrt_matches(%{{.*}}, %{{.*}}, %[[S]])
// CHECK-DAG:     %[[N:.*]] = llvm.mlir.constant(110 : i32)
// CHECK-DAG:     %[[NUMBER:.*]] = llvm.call @aslrt_matches(%{{.*}}, %{{.*}}, %[[N]])
// CHECK:         %[[BOTH:.*]] = llvm.and %[[TEXT]], %[[NUMBER]]
// CHECK-NEXT:    llvm.cond_br %[[BOTH]], ^[[DIRECT:bb[0-9]+]], ^[[CHECKED:bb[0-9]+]]
// CHECK:       ^[[DIRECT]]:
// CHECK:         llvm.call @aslrt_fn_Substring(
// CHECK:       ^[[CHECKED]]:
// CHECK:         %[[ENTRY:.*]] = llvm.mlir.addressof @aslrt_builtin_Substring
// CHECK:         llvm.call @aslrt_call_entry(%arg0, %[[ENTRY]],
func.func @by_type(%ctx: !json.context, %s: !json.value, %n: !json.value) -> !json.value {
  %0 = json.invoke "substring"(%s, %n) context %s at 12
  return %0 : !json.value
}

// An array parameter takes a single value too, and the items of this one are checked: always by way of the signature.
// CHECK-LABEL: llvm.func @array_parameter(
// CHECK-NOT:     llvm.call @aslrt_fn_Sum
// CHECK:         llvm.call @aslrt_call_entry(
// CHECK-NOT:     llvm.call @aslrt_fn_Sum
// CHECK:         llvm.return
func.func @array_parameter(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.invoke "sum"(%a) context %a at 35
  return %0 : !json.value
}

// Anything fits: no question.
// CHECK-LABEL: llvm.func @any_type(
// CHECK-NOT:     @aslrt_matches
// CHECK-NOT:     @aslrt_call_entry
// CHECK:         llvm.call @aslrt_fn_Exists(
func.func @any_type(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.invoke "exists"(%a) context %a at 12
  return %0 : !json.value
}

// An argument that comes from the context is filled in by the signature.
// CHECK-LABEL: llvm.func @from_context(
// CHECK-NOT:     llvm.call @aslrt_fn_Uppercase
// CHECK:         llvm.call @aslrt_call_entry(
func.func @from_context(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.invoke "uppercase"() context %a at 12
  return %0 : !json.value
}

// Too many arguments are the signature's to refuse.
// CHECK-LABEL: llvm.func @too_many(
// CHECK-NOT:     llvm.call @aslrt_fn_Uppercase
// CHECK:         llvm.call @aslrt_call_entry(
func.func @too_many(%ctx: !json.context, %a: !json.value) -> !json.value {
  %0 = json.invoke "uppercase"(%a, %a) context %a at 12
  return %0 : !json.value
}

// Without a context they are known to fit; what is left out is undefined.
// CHECK-LABEL: llvm.func @known_to_fit(
// CHECK-NOT:     @aslrt_matches
// CHECK:         llvm.call @aslrt_fn_Substring(
// CHECK-NOT:     @aslrt_call_entry
// CHECK:         llvm.return
func.func @known_to_fit(%ctx: !json.context, %s: !json.value, %n: !json.value) -> !json.value {
  %0 = json.invoke "substring"(%s, %n) at 12
  return %0 : !json.value
}

// So is one of a parameter that takes several types.
// CHECK-LABEL: llvm.func @choice_known_to_fit(
// CHECK:         llvm.call @aslrt_fn_Contains({{.*}}) : (!llvm.ptr, i32, i64, i64, i64, i64) ->
// CHECK-NOT:     @aslrt_call_entry
// CHECK:         llvm.return
func.func @choice_known_to_fit(%ctx: !json.context, %s: !json.value, %r: !json.value) -> !json.value {
  %0 = json.invoke "contains"(%s, %r) at 12
  return %0 : !json.value
}

// As a value it is the address of its entry.
// CHECK-LABEL: llvm.func @value(
// CHECK:         %[[ENTRY:.*]] = llvm.mlir.addressof @aslrt_builtin_Sum
// CHECK-NEXT:    llvm.ptrtoint %[[ENTRY]]
func.func @value(%ctx: !json.context) -> !json.value {
  %0 = json.builtin "sum"
  return %0 : !json.value
}
