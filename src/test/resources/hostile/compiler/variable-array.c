// vm 1: stack-overflow
int main(void) { volatile long n = 1L << 40; char a[n]; a[5] = 1; return 0; }
