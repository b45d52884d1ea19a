/* Haulage for PHP's FFI::cdef: the functions of haulage.h, with numeric inputs as const void *, so that a PHP string
 * passes as it is. Made by the same command as haulage.h; do not edit. */

typedef enum {
  HAULAGE_STATUS_OK = 0,
  HAULAGE_STATUS_NULL_ARGUMENT = 100,
  HAULAGE_STATUS_INVALID_HANDLE = 101,
  HAULAGE_STATUS_NOT_UTF8 = 102,
  HAULAGE_STATUS_INVALID_LENGTH = 103,
  HAULAGE_STATUS_UNKNOWN_NAME = 104,
  HAULAGE_STATUS_UNKNOWN_OPERATION = 200,
  HAULAGE_STATUS_INVALID_DOCUMENT = 201,
  HAULAGE_STATUS_INVALID_MATRIX = 202,
  HAULAGE_STATUS_REFUSED = 300,
  HAULAGE_STATUS_RUN_PENDING = 400,
  HAULAGE_STATUS_RUN_TAKEN = 401,
  HAULAGE_STATUS_RUN_FORKED = 402,
  HAULAGE_STATUS_INTERNAL = 900,
  HAULAGE_STATUS_PANIC = 901,
} haulage_status;

typedef struct haulage_buffer haulage_buffer;

typedef struct haulage_error haulage_error;

typedef struct haulage_problem haulage_problem;

typedef struct haulage_run haulage_run;

typedef struct {
  const uint8_t *data;
  size_t len;
} haulage_bytes;

uint32_t haulage_abi_version(void);

uint32_t haulage_oldest_abi(void);

const char *haulage_version(void);

haulage_bytes haulage_buffer_bytes(const haulage_buffer *buffer);

void haulage_buffer_free(haulage_buffer *buffer);

int32_t haulage_error_status(const haulage_error *error);

haulage_bytes haulage_error_code(const haulage_error *error);

haulage_bytes haulage_error_message(const haulage_error *error);

haulage_bytes haulage_error_faults(const haulage_error *error);

void haulage_error_free(haulage_error *error);

int32_t haulage_call(const void *operation,
                     size_t operation_len,
                     const void *request,
                     size_t request_len,
                     haulage_buffer **out,
                     haulage_error **err);

int32_t haulage_problem_new(const void *document, size_t document_len, haulage_problem **out, haulage_error **err);

int32_t haulage_problem_set_matrix(haulage_problem *problem,
                                   const void *profile,
                                   size_t profile_len,
                                   const void *distances,
                                   const void *durations,
                                   size_t cells,
                                   haulage_error **err);

int32_t haulage_problem_set_matrix_f64(haulage_problem *problem,
                                       const void *profile,
                                       size_t profile_len,
                                       const void *distances,
                                       const void *durations,
                                       size_t cells,
                                       haulage_error **err);

void haulage_problem_free(haulage_problem *problem);

int32_t haulage_run_start(const haulage_problem *problem,
                          const void *options,
                          size_t options_len,
                          haulage_run **out,
                          haulage_error **err);

int32_t haulage_run_wait(const haulage_run *run, uint32_t milliseconds, int32_t *finished, haulage_error **err);

int32_t haulage_run_progress(const haulage_run *run, haulage_buffer **out, haulage_error **err);

int32_t haulage_run_cancel(const haulage_run *run, haulage_error **err);

int32_t haulage_run_take(haulage_run *run, haulage_buffer **out, haulage_error **err);

void haulage_run_free(haulage_run *run);
