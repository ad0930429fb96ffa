// vm 2: variables take more than 992 MB
int a[1 << 28] = {1};
int main(void) { return a[5]; }
