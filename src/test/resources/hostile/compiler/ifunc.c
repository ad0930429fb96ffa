// vm 3: ifunc
static int (*r(void))(void) { return 0; }
int f(void) __attribute__((ifunc("r")));
int main(void) { return 0; }
