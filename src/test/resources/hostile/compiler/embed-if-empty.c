// vm 2: file not found
const char text[] = {
#embed "@SECRET@" if_empty(1) prefix(1,) suffix(,2)
};
int main(void) { return 0; }
