// vm 2: alias definition is part of a cycle
int f(void) __attribute__((alias("g")));
int g(void) __attribute__((alias("f")));
int main(void) { return 0; }
