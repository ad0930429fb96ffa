// vm 2: a vector of more than 16384 elements
typedef char v __attribute__((vector_size(1 << 20)));
v f(v a) { return a * a; }
int main(void) { return 0; }
