#include <aslc/handler.h>

#include <stdio.h>
#include <string.h>

/* Echoes its arguments with a greeting. */
int greet(aslc_call *call) {
  size_t size;
  const char *arguments = aslc_arguments(call, &size);
  char result[256];
  int length = snprintf(result, sizeof result, "{\"greeting\": \"hello\", \"to\": %s}", arguments);
  if (length < 0 || (size_t)length >= sizeof result)
    return aslc_fail(call, "TooLong", "a name of at most 200 bytes is greeted");
  return aslc_succeed(call, result, (size_t)length);
}
