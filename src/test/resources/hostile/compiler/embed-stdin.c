// vm 2: file not found
const char text[] = {
#embed "/dev/stdin"
};
int main(void) { return 0; }
