/* Native handlers: C functions that do the work of Task states inside the compiled workflow.
 *
 *     int charge(aslc_call *call) {
 *       size_t size;
 *       const char *arguments = aslc_arguments(call, &size);
 *       if (!can_charge(arguments, size))
 *         return aslc_fail(call, "CardDeclined", "the bank said no");
 *       return aslc_succeed(call, "{\"paid\": true}", ASLC_WHOLE);
 *     }
 *
 * A handlers file binds it to a Resource, {"arn:aws:lambda:*:*:function:charge": "native:charge"}, and `aslc compile` links it:
 *
 *     cc -c charge.c && aslc compile order.asl.json --handlers handlers.json charge.o -o order
 *
 * The rules
 * - A handler is called on a worker's thread, and holds up the other executions of that worker until it returns: it computes,
 *   looks up, or writes to a queue; what takes longer than milliseconds is better a program ("exec:"). With --jobs it is called
 *   by several threads at a time: global data needs a lock.
 * - It answers by aslc_succeed or aslc_fail (the last answer counts) and returns 0. Without an answer, or with another return
 *   value and no aslc_fail, the task fails with States.TaskFailed.
 * - All text is UTF-8. What aslc_arguments, aslc_state and the like give lives until the handler returns. What the handler
 *   gives is copied at once: it may free or reuse it.
 * - The call must not be kept, nor used by another thread. No exception may leave the handler; one that does is caught, and
 *   fails the task. No longjmp out of it.
 */
#ifndef ASLC_HANDLER_H
#define ASLC_HANDLER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One call of a handler. */
typedef struct aslc_call aslc_call;

/* What a handlers file binds as "native:NAME". */
typedef int aslc_handler(aslc_call *call);

/* As a size: the text ends at its first NUL. */
#define ASLC_WHOLE ((size_t)-1)

/* The task's arguments as compact JSON text, NUL-terminated; `size`, which may be NULL, gets its length. */
const char *aslc_arguments(const aslc_call *call, size_t *size);
/* Name of the Task state, and its Resource; NUL-terminated. */
const char *aslc_state(const aslc_call *call);
const char *aslc_resource(const aslc_call *call);
/* The token of .waitForTaskToken, if the state asks for it, and the RoleArn of its Credentials; else NULL. */
const char *aslc_task_token(const aslc_call *call);
const char *aslc_role_arn(const aslc_call *call);

/* Answers with a result, a JSON text of `size` bytes. Returns 0. A text that is no JSON fails the task with States.TaskFailed. */
int aslc_succeed(aslc_call *call, const char *json, size_t size);
/* Answers with an error, as Retry and Catch see it, and a cause, which may be NULL. Returns 0. */
int aslc_fail(aslc_call *call, const char *error, const char *cause);

#ifdef __cplusplus
}
#endif

#endif
