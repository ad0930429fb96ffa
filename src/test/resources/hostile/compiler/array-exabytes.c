// vm 2: array is too large
static char x[1UL << 62];
int main(void) { return x[5]; }
