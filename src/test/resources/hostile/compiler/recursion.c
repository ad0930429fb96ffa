// vm 1: stack-overflow
int f(int x) { return f(x + 1) + 1; }
int main(void) { return f(1); }
