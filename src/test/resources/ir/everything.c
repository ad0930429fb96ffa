// Every kind of IR that clang makes of C, in one file; -O0 and -O2 make different halves of it.
typedef unsigned long u64;
typedef __int128 i128;
typedef float v4 __attribute__((vector_size(16)));
typedef int v4i __attribute__((vector_size(16)));
struct pair { int a; long b; };
struct big { u64 words[8]; };
union mixed { u64 whole; struct { unsigned low, high; }; unsigned char bytes[8]; };
struct flags { unsigned one : 1, seven : 7; unsigned short rest; struct { int inner; union { char c; long l; }; }; };

_Thread_local int per_thread = 7;
int in_section __attribute__((section(".init.data"))) = 3;
int weak_data __attribute__((weak)) = 4;
extern int weak_absent __attribute__((weak));
extern int elsewhere[];
static int local_data = 5;
const char *text = "text\xff";
static const char *const table[] = {"one", "two", 0};
int numbers[] = {1, -2, 300000};
unsigned short shorts[4] = {1, 2, 65535};
u64 longs[2] = {0xfedcba9876543210ul, 1};
double doubles[] = {1.5, -0.0, 0.1, __builtin_inf()};
float quiet = __builtin_nanf("0x1234"), tiny = 1e-45f;
double signalling = __builtin_nans("7");
long double extended = 0.1L, minus = -1.0L;
__float128 quad = 0.1;
_Float16 half = 0.1f16;
unsigned __int128 wide = ((unsigned __int128)0xfedcba9876543210ul << 64) | 0x0123456789abcdeful;
i128 negative = -5;
struct pair zero_pair;
struct pair some_pair = {1, 2};
union mixed mixed = {.bytes = {1, 2, 3}};
char *middle = (char *)&some_pair + 8;
u64 difference = (u64)&numbers[1];
void *functions[] = {&in_section, 0};
int original(void) { return 1; }
int alias(void) __attribute__((alias("original")));
extern int named __asm__("other_name");
int variadic(const char *format, ...);
struct pair by_value(struct pair p, struct big b);

__attribute__((weak)) int weak_function(void) { return local_data; }
__attribute__((section(".init.text"))) static int starter(void) { return in_section; }
static inline __attribute__((always_inline)) int inlined(int x) { return x / weak_data; }

struct big make(struct big b, int i) { b.words[i & 7] += 1; return b; }
int arithmetic(int a, int b, unsigned c, long d) {
  return (a + b) * (a - b) / (b | 1) % 7 + (c / 3 + c % 5) + (c >> 2) + (a >> 1) + (a << 3) + (a & b ^ ~a)
      + (int)(d * 3) + (signed char)a + (unsigned short)b;
}
i128 wide_arithmetic(i128 a, i128 b) { return a * b + a / (b | 1) + negative; }
double floating(double a, float b, int i, unsigned u, long double e) {
  return a + b - a * b / (a + 1) + i + u + (double)e + (float)a - -a + (int)a + (unsigned)b + quiet + half;
}
int compare(double a, double b, int x, unsigned y) {
  return (a < b) + (a <= b) * 2 + (a == b) + (a != b) + (a > b) + (a >= b) + __builtin_isunordered(a, b)
      + (x < 3) + (x > -3) + (y < 3u) + (y >= 7u) + (x == (int)y);
}
int control(int n, int m) {
  int sum = 0;
  for (int i = 0; i < n; i++) { if (i == m) continue; if (i > 100) break; sum += i; }
  while (n-- > 0) sum ^= n;
  do { sum++; } while (sum < 0);
  switch (m) { case 1: sum += 1; case 2: sum += 2; break; case -9: sum -= 3; break; case 100 ... 103: return 5; default: sum *= 2; }
  return m ? sum : n && m || sum;
}
int gotos(int n) {
  static void *const targets[] = {&&first, &&second, &&third};
  goto *targets[n & 1];
first: n++;
second: return n;
third: return -n;
}
int asm_goto(int n) {
  __asm__ goto("# %0 %l1" : : "r"(n) : "memory" : out);
  return 1;
out: return 2;
}
u64 assembly(u64 a, u64 *p) {
  u64 r;
  __asm__ volatile("mov %1, %0\n\tadd %2, %0" : "=&r"(r) : "r"(a), "m"(*p) : "cc", "memory");
  return r;
}
register u64 stack __asm__("rsp");
u64 stack_pointer(void) { return stack; }
int atomics(int *p, int *q, u64 *w) {
  int old = __atomic_fetch_add(p, 1, __ATOMIC_SEQ_CST) + __atomic_fetch_nand(p, 3, __ATOMIC_RELAXED);
  int expected = 1;
  old += __atomic_compare_exchange_n(p, &expected, 2, 1, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
  __atomic_store_n(q, old, __ATOMIC_RELEASE);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  __sync_fetch_and_or(w, 5);
  return old + __atomic_load_n(q, __ATOMIC_ACQUIRE) + __atomic_exchange_n(p, 3, __ATOMIC_SEQ_CST)
      + __sync_fetch_and_max(p, 3);
}
v4 vectors(v4 a, v4 b, int i) { v4 c = a * b + a; c[i & 3] = c[0]; return __builtin_shufflevector(c, a, 0, 5, -1, 2); }
v4i vector_compare(v4i a, v4i b) { return (a < b) & a; }
long variable(int n, __builtin_va_list *outer) {
  char area[n + 1];
  area[n] = 1;
  __builtin_memset(area, 0, n);
  return __builtin_va_arg(*outer, long) + area[0];
}
int sum_of(int n, ...) {
  __builtin_va_list list;
  int sum = 0;
  __builtin_va_start(list, n);
  while (n--) sum += __builtin_va_arg(list, int);
  __builtin_va_end(list);
  return sum;
}
int calls(int (*pointer)(int), int x) {
  struct pair p = {x, x};
  struct big b = {{1}};
  b = make(b, x);
  return pointer(x) + variadic("%d", x, 1.0) + (int)by_value(p, b).b + inlined(x) + starter() + alias()
      + named + elsewhere[2] + per_thread + (&weak_absent ? weak_absent : 0);
}
int builtins(u64 x, int *p, int a, int b) {
  int r;
  if (__builtin_add_overflow(a, b, &r) || __builtin_mul_overflow(a, 3, p)) __builtin_unreachable();
  return r + __builtin_popcountl(x) + __builtin_clzl(x | 1) + __builtin_ctzl(x | 1) + __builtin_bswap64(x)
      + (int)((x << 13) | (x >> 51)) + (a < b ? a : b);
}
const char *lookup(int i) { return i < 3 ? table[i] : __func__; }
