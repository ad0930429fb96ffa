// vm 3: not modelled
struct s { char a[1 << 30]; };
int f(struct s x) { return x.a[3]; }
int main(void) { struct s y; y.a[3] = 0; return f(y); }
