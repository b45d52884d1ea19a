/* Haulage, an embeddable logistics engine: the C interface.
 *
 * Made from the Rust sources by `HAULAGE_BLESS=1 cargo test -p haulage-ffi --test headers`; do not edit.
 *
 * - Documents are UTF-8 JSON with pointer and length; a reply is a haulage_buffer.
 * - A function that can fail returns a haulage_status (0: success). Outputs are written on success only and never read.
 * - `err`, always last, may be NULL; on failure it gets an error object: status, code, message, all faults.
 * - What a function gives out is yours: free it once, with the _free of its type. _free(NULL) does nothing.
 * - A `const T *` may be shared by threads, a `T *` is for one call at a time; _free needs the object for itself.
 * - After fork() the child may only free the runs of its parent; everything else works.
 */

#ifndef HAULAGE_H
#define HAULAGE_H

#include <stddef.h>
#include <stdint.h>

/**
 * Number of the ABI that these sources describe; the SONAME carries it.
 */
#define HAULAGE_ABI_VERSION 1

/**
 * What a function returns, as `int32_t`. A later version may return numbers that this list does not have: treat them by
 * their hundred.
 *
 * | block | meaning |
 * |---|---|
 * | 0 | success |
 * | 100 | an argument of the call itself is wrong: a mistake in the calling program |
 * | 200 | a document is wrong: the error's faults say where |
 * | 300 | the document is fine, but a rule of the field says no |
 * | 400 | a run is not in the state that the call needs |
 * | 900 | a mistake in the engine |
 */
typedef enum {
  /**
   * Success.
   */
  HAULAGE_STATUS_OK = 0,
  /**
   * A pointer that must not be NULL is.
   */
  HAULAGE_STATUS_NULL_ARGUMENT = 100,
  /**
   * A handle that is no handle of this type, or was freed.
   */
  HAULAGE_STATUS_INVALID_HANDLE = 101,
  /**
   * A text that is not UTF-8.
   */
  HAULAGE_STATUS_NOT_UTF8 = 102,
  /**
   * A length that does not fit: larger than memory can be, or no square of a matrix.
   */
  HAULAGE_STATUS_INVALID_LENGTH = 103,
  /**
   * A name that the handle does not know.
   */
  HAULAGE_STATUS_UNKNOWN_NAME = 104,
  /**
   * There is no operation of this name.
   */
  HAULAGE_STATUS_UNKNOWN_OPERATION = 200,
  /**
   * A document that is not JSON, has another shape, or breaks a rule.
   */
  HAULAGE_STATUS_INVALID_DOCUMENT = 201,
  /**
   * A matrix with a number that is no length of a leg.
   */
  HAULAGE_STATUS_INVALID_MATRIX = 202,
  /**
   * A rule of the field says no to a valid request.
   */
  HAULAGE_STATUS_REFUSED = 300,
  /**
   * The run is still searching.
   */
  HAULAGE_STATUS_RUN_PENDING = 400,
  /**
   * The result was taken already.
   */
  HAULAGE_STATUS_RUN_TAKEN = 401,
  /**
   * The run belongs to the process that started it, and this one was forked from it.
   */
  HAULAGE_STATUS_RUN_FORKED = 402,
  /**
   * The engine broke one of its own rules.
   */
  HAULAGE_STATUS_INTERNAL = 900,
  /**
   * The engine panicked; the message says where. Handles of the call should be freed and not used again.
   */
  HAULAGE_STATUS_PANIC = 901,
} haulage_status;

/**
 * A document that belongs to the caller.
 */
typedef struct haulage_buffer haulage_buffer;

/**
 * Why a call failed; belongs to the caller.
 */
typedef struct haulage_error haulage_error;

/**
 * A routing problem that is being put together; validated as a whole when a run starts.
 */
typedef struct haulage_problem haulage_problem;

/**
 * A search that is under way.
 */
typedef struct haulage_run haulage_run;

/**
 * A view of bytes that belong to somebody else; `data` is NULL when there are none. Not terminated by a zero.
 */
typedef struct {
  /**
   * The first byte.
   */
  const uint8_t *data;
  /**
   * How many there are.
   */
  size_t len;
} haulage_bytes;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The ABI of the loaded library. A program asks before anything else: it can work with the library when the number it was
 * made for lies between `haulage_oldest_abi()` and this one. Since ABI 1.
 */
uint32_t haulage_abi_version(void);

/**
 * The oldest ABI that the loaded library still serves. Since ABI 1.
 */
uint32_t haulage_oldest_abi(void);

/**
 * Version of the library, such as `0.1.0`; ends with a zero and lives for ever. Since ABI 1.
 */
const char *haulage_version(void);

/**
 * The bytes of a buffer, UTF-8 JSON; valid until the buffer is freed. None for NULL. Since ABI 1.
 */
haulage_bytes haulage_buffer_bytes(const haulage_buffer *buffer);

/**
 * Frees a buffer. Since ABI 1.
 */
void haulage_buffer_free(haulage_buffer *buffer);

/**
 * The status that the failed call returned; 0 for NULL. Since ABI 1.
 */
int32_t haulage_error_status(const haulage_error *error);

/**
 * A stable code for programs, such as `document.invalid`; valid until the error is freed. Since ABI 1.
 */
haulage_bytes haulage_error_code(const haulage_error *error);

/**
 * What went wrong, for people; valid until the error is freed. Since ABI 1.
 */
haulage_bytes haulage_error_message(const haulage_error *error);

/**
 * All faults of the document as a JSON array of `{"path", "code", "cause", "remedy"}`, `[]` when the document is not to
 * blame; valid until the error is freed. Since ABI 1.
 */
haulage_bytes haulage_error_faults(const haulage_error *error);

/**
 * Frees an error. Since ABI 1.
 */
void haulage_error_free(haulage_error *error);

/**
 * Calls an operation by name, such as `plan.check`: a request document in, a reply document out. The operations and the
 * JSON Schemas of their documents are listed in the manual. Returns when the operation is done; a long search is better
 * started by `haulage_run_start`. Since ABI 1.
 */
int32_t haulage_call(const uint8_t *operation,
                     size_t operation_len,
                     const uint8_t *request,
                     size_t request_len,
                     haulage_buffer **out,
                     haulage_error **err);

/**
 * Reads a problem document (the member `problem` of a `plan.solve` request). A profile whose matrix follows by
 * `haulage_problem_set_matrix` has `"travel": {"matrix": {"distances_m": []}}`. Since ABI 1.
 */
int32_t haulage_problem_new(const uint8_t *document, size_t document_len, haulage_problem **out, haulage_error **err);

/**
 * Gives a profile its matrices: `cells` numbers each, row by row, row = from and column = to in the order of the
 * problem's places. Metres, and seconds; without durations (NULL) a leg lasts as many seconds as it has metres. The
 * numbers are copied and need not be aligned. Since ABI 1.
 */
int32_t haulage_problem_set_matrix(haulage_problem *problem,
                                   const uint8_t *profile,
                                   size_t profile_len,
                                   const uint32_t *distances,
                                   const uint32_t *durations,
                                   size_t cells,
                                   haulage_error **err);

/**
 * As `haulage_problem_set_matrix`, from floating-point numbers, each rounded to the nearest integer. Since ABI 1.
 */
int32_t haulage_problem_set_matrix_f64(haulage_problem *problem,
                                       const uint8_t *profile,
                                       size_t profile_len,
                                       const double *distances,
                                       const double *durations,
                                       size_t cells,
                                       haulage_error **err);

/**
 * Frees a problem. Runs that were started from it go on. Since ABI 1.
 */
void haulage_problem_free(haulage_problem *problem);

/**
 * Starts a search for a good plan in a thread of its own. `options` is the member `options` of a `plan.solve` request:
 * `{"seed": 1, "time_limit_ms": 5000}`. The problem is validated first, and may be changed or freed afterwards. Since ABI 1.
 */
int32_t haulage_run_start(const haulage_problem *problem,
                          const uint8_t *options,
                          size_t options_len,
                          haulage_run **out,
                          haulage_error **err);

/**
 * Waits until the search is over, but no longer than `milliseconds` (0: just looks). `finished` becomes 1 or 0. Several
 * threads may wait. Since ABI 1.
 */
int32_t haulage_run_wait(const haulage_run *run, uint32_t milliseconds, int32_t *finished, haulage_error **err);

/**
 * How the search stands, as a document: `{"finished", "iterations", "best_cost", "routes", "unassigned"}`;
 * `best_cost` is null before the first plan. Since ABI 1.
 */
int32_t haulage_run_progress(const haulage_run *run, haulage_buffer **out, haulage_error **err);

/**
 * Asks the search to stop; it ends soon, with the best plan so far. Returns at once. Since ABI 1.
 */
int32_t haulage_run_cancel(const haulage_run *run, haulage_error **err);

/**
 * Takes the result of a finished search: the reply document of `plan.solve`. Once. Since ABI 1.
 */
int32_t haulage_run_take(haulage_run *run, haulage_buffer **out, haulage_error **err);

/**
 * Cancels the search when it is still under way, waits for its thread, and frees the run. In a forked child the run of
 * the parent is only forgotten. Since ABI 1.
 */
void haulage_run_free(haulage_run *run);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* HAULAGE_H */
