/* A native handler: a C function inside the compiled workflow. */
#include <aslc/handler.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int shipping_quote(aslc_call *call) {
  /* The arguments are compact JSON: {"grams":1550}. A real handler would bring its JSON library. */
  const char *arguments = aslc_arguments(call, NULL), *field = strstr(arguments, "\"grams\":");
  long grams = field ? strtol(field + strlen("\"grams\":"), NULL, 10) : 0;
  if (grams <= 0)
    return aslc_fail(call, "BadWeight", "grams must be a positive number");
  if (grams > 30000)
    return aslc_fail(call, "TooHeavy", "parcels of more than 30 kg go by freight");
  char result[64];
  snprintf(result, sizeof result, "{\"cents\": %ld}", 490 + (grams / 500) * 75);
  return aslc_succeed(call, result, ASLC_WHOLE);
}
