// vm 0: 
int f(int x) { switch (x) { case 0 ... 0x7fffffff: return 1; } return 0; }
int main(void) { return f(-1); }
