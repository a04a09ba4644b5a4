// Lambdas are lifted before; one that is left cannot be lowered.
// RUN: %aslc-opt %s --lower-jsonata --verify-diagnostics

func.func @unlifted(%ctx: !json.context, %c: !json.value) -> !json.value {
  // expected-error @+1 {{failed to legalize operation 'jsonata.lambda' that was explicitly marked illegal}}
  %f = jsonata.lambda context %c {
  ^bb0(%self: !json.value):
    jsonata.yield %c
  }
  return %f : !json.value
}
