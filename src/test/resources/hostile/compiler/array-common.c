// vm 2: variables take more than 992 MB
char x[1UL << 40];
int main(void) { return x[5]; }
