// vm 2: a vector of more than 16384 elements
typedef int v __attribute__((vector_size(4 << 20)));
v a, b;
int main(void) { a = a + b; return 0; }
