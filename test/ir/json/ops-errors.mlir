// What the verifiers of the json dialect refuse.
// RUN: %aslc-opt %s --verify-diagnostics --split-input-file

func.func @integer() {
  // expected-error @+1 {{'json.constant' op is null (unit), a boolean, an f64 or a string; arrays and objects are json.literal}}
  %0 = json.constant 1 : i32
  return
}

// -----

func.func @i1() {
  // expected-error @+1 {{'json.constant' op is null (unit), a boolean, an f64 or a string; arrays and objects are json.literal}}
  %0 = json.constant true
  return
}

// -----

func.func @array() {
  // expected-error @+1 {{'json.constant' op is null (unit), a boolean, an f64 or a string; arrays and objects are json.literal}}
  %0 = json.constant ["a"]
  return
}

// -----

func.func @narrow() {
  // expected-error @+1 {{'json.constant' op numbers are finite f64}}
  %0 = json.constant 1.0 : f32
  return
}

// -----

func.func @infinity() {
  // expected-error @+1 {{'json.constant' op numbers are finite f64}}
  %0 = json.constant 0x7FF0000000000000 : f64
  return
}

// -----

func.func @not_a_number() {
  // expected-error @+1 {{'json.constant' op numbers are finite f64}}
  %0 = json.constant 0x7FF8000000000000 : f64
  return
}

// -----

func.func @broken_text() {
  // expected-error @+1 {{'json.literal' op text is not JSON}}
  %0 = json.literal "{\"a\":"
  return
}

// -----

func.func @no_entry_point(%a: !json.value) {
  // expected-error @+1 {{'json.call' op no entry point 'plus' in runtime/abi/EntryPoints.def}}
  %0 = json.call "plus"(%a, %a) : (!json.value, !json.value) -> !json.value
  return
}

// -----

func.func @operand_type(%a: !json.value, %b: i1) {
  // expected-error @+1 {{'json.call' op operand 1 does not fit the type V(CVVI) of add}}
  %0 = json.call "add"(%a, %b) [0 : i32] : (!json.value, i1) -> !json.value
  return
}

// -----

func.func @too_few_operands(%a: !json.value) {
  // expected-error @+1 {{'json.call' op operand 1 does not fit the type V(CVVI) of add}}
  %0 = json.call "add"(%a) [0 : i32] : (!json.value) -> !json.value
  return
}

// -----

func.func @too_many_operands(%a: !json.value) {
  // expected-error @+1 {{'json.call' op has 2 operands and 0 immediates for the type V(V) of unwrap}}
  %0 = json.call "unwrap"(%a, %a) : (!json.value, !json.value) -> !json.value
  return
}

// -----

func.func @no_position(%a: !json.value) {
  // expected-error @+1 {{'json.call' op has 2 operands and 0 immediates for the type V(CVVI) of add}}
  %0 = json.call "add"(%a, %a) : (!json.value, !json.value) -> !json.value
  return
}

// -----

func.func @result_type(%a: !json.value) {
  // expected-error @+1 {{'json.call' op result does not fit the type B(V) of truthy}}
  %0 = json.call "truthy"(%a) : (!json.value) -> !json.value
  return
}

// -----

func.func @result_of_none(%a: !json.value) {
  // expected-error @+1 {{'json.call' op result does not fit the type v(CV) of succeed}}
  %0 = json.call "succeed"(%a) : (!json.value) -> !json.value
  return
}

// -----

func.func @result_dropped(%a: !json.value) {
  // expected-error @+1 {{'json.call' op result does not fit the type V(V) of unwrap}}
  json.call "unwrap"(%a) : (!json.value) -> ()
  return
}

// -----

func.func @keys(%a: !json.value) {
  // expected-error @+1 {{'json.object' op 2 keys for 1 values}}
  %0 = json.object ["id", "qty"] (%a)
  return
}

// -----

func.func @no_builtin(%a: !json.value) {
  // expected-error @+1 {{'json.invoke' op no built-in 'total' in runtime/abi/Builtins.def}}
  %0 = json.invoke "total"(%a) at 0
  return
}

// -----

func.func @no_builtin_value() {
  // expected-error @+1 {{'json.builtin' op no built-in 'total' in runtime/abi/Builtins.def}}
  %0 = json.builtin "total"
  return
}

// -----

func.func @regexFlags() {
  // expected-error @+1 {{'json.regex' op flags are of "im", not 'g'}}
  %0 = json.regex "a" "g" groups 0 at 0 "a"
  return
}

// -----

func.func @regexPattern() {
  // expected-error @+1 {{'json.regex' op a pattern of PCRE2 is ASCII}}
  %0 = json.regex "a" "" groups 0 at 0 "\C3\A9"
  return
}

// -----

func.func @regexProgram() {
  // expected-error @+1 {{'json.regex' op the program is empty}}
  %0 = json.regex "a" "" groups 0 at 0 array<i32>
  return
}

// -----

func.func @regexCode() {
  // expected-error @+1 {{'json.regex' op code is a string or an array of i32}}
  %0 = json.regex "a" "" groups 0 at 0 1 : i32
  return
}

// -----

func.func @unknown_intrinsic(%ctx: !json.context, %a: !json.value) -> !json.value {
  // expected-error @+1 {{'json.intrinsic' op no intrinsic function 'Total' in runtime/abi/Intrinsics.def}}
  %0 = json.intrinsic "Total"(%a)
  return %0 : !json.value
}

// -----

func.func @intrinsic_arguments(%ctx: !json.context, %a: !json.value) -> !json.value {
  // expected-error @+1 {{'json.intrinsic' op 1 arguments for 'MathAdd'}}
  %0 = json.intrinsic "MathAdd"(%a)
  return %0 : !json.value
}

// -----

func.func @along_nothing(%a: !json.value) {
  // expected-error @+1 {{'json.along' op 3 values for 1 names}}
  %0 = json.along ["b"] by (%a, %a, %a)
  return
}

// -----

func.func @same_text_twice(%a: !json.value) {
  // expected-error @+1 {{'json.match_text' op its texts are one or more that differ}}
  %0 = json.match_text %a ["b", "b"]
  return
}
