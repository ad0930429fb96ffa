// SPDX-License-Identifier: MIT
/*
 * Limits itself and becomes the compiler, so that what the compiler may do does not hang on the compiler.
 *
 *   confine PARENT CPU_SECONDS MEMORY_BYTES FILE_BYTES [f|r|x|w PATH]... -- PROGRAM ARGUMENT...
 *
 * f: the file PATH may be read; r: what is below PATH may be read; x: read and executed; w: read, made, written, removed.
 *
 * From here to its end, the process
 *   - dies when the thread that started it does,
 *   - has so much CPU time and address space, writes files of at most so many bytes, leaves no core,
 *   - gets no rights that it has not,
 *   - opens no file but what was named (Landlock, Linux 5.13 and later),
 *   - starts no process, opens no socket, touches no other process (seccomp),
 *   - has an empty environment, but for TMPDIR, which names no directory: no temporary file is made.
 * The first line on standard error tells the caller what the system offers of the last but two: "confine:
 * landlock N seccomp N", 0 for none; without arguments that is all. What is offered and then fails ends the process with FAILED.
 *
 * Built by the pinned compiler and linker when first needed. There are no C library and no headers at that
 * place, so numbers of the kernel's interface stand here; they are those of Linux's include/uapi.
 */

#define FAILED 125

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;

#if defined(__x86_64__)
#define AUDIT_ARCH 0xc000003eU
/* The x32 interface has the same calls once more under numbers from here on. */
#define LAST_CALL 0x3fffffffU
enum {
	WRITE = 1, CLOSE = 3, CLONE = 56, EXECVE = 59, EXIT_GROUP = 231, GETPPID = 110, PRCTL = 157,
	OPENAT = 257, PRLIMIT64 = 302, SECCOMP = 317,
};
enum {
	FORK = 57, VFORK = 58, KILL = 62, TKILL = 200, PTRACE = 101, SOCKET = 41, SOCKETPAIR = 53, UNSHARE = 272,
	VM_READV = 310, VM_WRITEV = 311, BPF = 321, USERFAULTFD = 323, ADD_KEY = 248, KEYCTL = 250,
};
#elif defined(__aarch64__)
#define AUDIT_ARCH 0xc00000b7U
#define LAST_CALL 0xffffffffU
enum {
	WRITE = 64, CLOSE = 57, CLONE = 220, EXECVE = 221, EXIT_GROUP = 94, GETPPID = 173, PRCTL = 167,
	OPENAT = 56, PRLIMIT64 = 261, SECCOMP = 277,
};
enum {
	FORK = CLONE + 10000, VFORK = FORK, /* there are none */
	KILL = 129, TKILL = 130, PTRACE = 117, SOCKET = 198, SOCKETPAIR = 199, UNSHARE = 97, VM_READV = 270,
	VM_WRITEV = 271, BPF = 280, USERFAULTFD = 282, ADD_KEY = 217, KEYCTL = 219,
};
#endif
/* The same everywhere. */
enum {
	IO_URING_SETUP = 425, CLONE3 = 435, LANDLOCK_CREATE_RULESET = 444, LANDLOCK_ADD_RULE = 445,
	LANDLOCK_RESTRICT_SELF = 446,
};

static long call(long number, u64 a, u64 b, u64 c, u64 d)
{
#if defined(__x86_64__)
	long result;
	register u64 fourth __asm__("r10") = d;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth), "r"(0)
			 : "rcx", "r11", "memory");
	return result;
#else
	register long nr __asm__("x8") = number;
	register u64 x0 __asm__("x0") = a;
	register u64 x1 __asm__("x1") = b;
	register u64 x2 __asm__("x2") = c;
	register u64 x3 __asm__("x3") = d;

	__asm__ volatile("svc 0" : "+r"(x0) : "r"(nr), "r"(x1), "r"(x2), "r"(x3) : "memory");
	return (long)x0;
#endif
}

static void say(const char *text)
{
	u64 length = 0;

	while (text[length])
		length++;
	call(WRITE, 2, (u64)text, length, 0);
}

static _Noreturn void leave(u64 status)
{
	for (;;)
		call(EXIT_GROUP, status, 0, 0, 0);
}

static _Noreturn void fail(const char *what)
{
	say("confine: cannot ");
	say(what);
	say("\n");
	leave(FAILED);
}

static u64 number(const char *text)
{
	u64 value = 0;

	if (!*text)
		fail("read a number");
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			fail("read a number");
		value = value * 10 + (u64)(*text - '0');
	}
	return value;
}

/* --- The end of the parent --- */

enum { PR_SET_PDEATHSIG = 1, PR_SET_NO_NEW_PRIVS = 38 };
enum { SIGKILL = 9 };

static void die_with(u64 parent)
{
	if (call(PRCTL, PR_SET_PDEATHSIG, SIGKILL, 0, 0))
		fail("follow its parent");
	/* It may have died before. */
	if ((u64)call(GETPPID, 0, 0, 0, 0) != parent)
		fail("find its parent");
}

/* --- Resource limits --- */

enum { RLIMIT_CPU = 0, RLIMIT_FSIZE = 1, RLIMIT_STACK = 3, RLIMIT_CORE = 4, RLIMIT_AS = 9 };
#define STACK_BYTES (8UL << 20)

static void limit(int resource, u64 soft, u64 hard)
{
	u64 both[2] = { soft, hard };

	if (call(PRLIMIT64, 0, (u64)resource, (u64)both, 0))
		fail("set a limit");
}

/* --- Landlock: which files may be opened --- */

enum {
	LANDLOCK_CREATE_RULESET_VERSION = 1,
	LANDLOCK_RULE_PATH_BENEATH = 1,
};

/* LANDLOCK_ACCESS_FS_*: rights up to each version of the interface. */
enum { V1 = 0x1fff, REFER = 0x2000, TRUNCATE = 0x4000, IOCTL_DEV = 0x8000 };
enum { EXECUTE = 1, WRITE_FILE = 2, READ_FILE = 4, READ_DIR = 8, REMOVE_FILE = 0x20, MAKE_REG = 0x100 };
enum { O_PATH = 010000000, O_CLOEXEC = 02000000, AT_FDCWD = -100 };

struct ruleset {
	u64 files, net, scope;
};

struct __attribute__((packed)) beneath {
	u64 access;
	int fd;
};

static u64 rights(char kind)
{
	switch (kind) {
	case 'f':
		return READ_FILE;
	case 'r':
		return READ_FILE | READ_DIR;
	case 'x':
		return READ_FILE | READ_DIR | EXECUTE;
	case 'w':
		return READ_FILE | READ_DIR | WRITE_FILE | REMOVE_FILE | MAKE_REG | TRUNCATE;
	default:
		fail("understand a right");
	}
}

static void allow(long ruleset, char kind, const char *path, u64 known)
{
	struct beneath rule;
	long fd = call(OPENAT, (u64)AT_FDCWD, (u64)path, O_PATH | O_CLOEXEC, 0);

	/* Not every system has all the directories of libraries; what is not there needs no right. */
	if (fd < 0)
		return;
	rule.access = rights(kind) & known;
	rule.fd = (int)fd;
	if (call(LANDLOCK_ADD_RULE, (u64)ruleset, LANDLOCK_RULE_PATH_BENEATH, (u64)&rule, 0))
		fail("allow a directory");
	call(CLOSE, (u64)fd, 0, 0, 0);
}

static char **confine_files(char **rules, long version)
{
	struct ruleset all;
	long ruleset = -1;

	all.files = V1 | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0) | (version >= 5 ? IOCTL_DEV : 0);
	all.net = version >= 4 ? 3 : 0; /* TCP: bind, connect */
	all.scope = version >= 6 ? 3 : 0; /* abstract sockets, signals */
	if (version > 0) {
		ruleset = call(LANDLOCK_CREATE_RULESET, (u64)&all, version >= 6 ? 24 : version >= 4 ? 16 : 8, 0, 0);
		if (ruleset < 0)
			fail("make a set of rules");
	}
	while (rules[0] && rules[1] && rules[0][0] != '-') {
		if (version > 0)
			allow(ruleset, rules[0][0], rules[1], all.files);
		rules += 2;
	}
	if (version > 0) {
		if (call(LANDLOCK_RESTRICT_SELF, (u64)ruleset, 0, 0, 0))
			fail("keep to its files");
		call(CLOSE, (u64)ruleset, 0, 0, 0);
	}
	return rules;
}

/* --- seccomp: which calls may be made --- */

struct instruction {
	u16 code;
	u8 yes, no;
	u32 value;
};

struct program {
	u16 length;
	const struct instruction *instructions;
};

enum { LOAD = 0x20, EQUAL = 0x15, GREATER = 0x25, ANY_BIT = 0x45, RETURN = 0x06 };
enum { NUMBER_AT = 0, ARCH_AT = 4, ARGUMENT_AT = 16 };
enum { SECCOMP_SET_MODE_FILTER = 1, SECCOMP_GET_ACTION_AVAIL = 2 };
#define ALLOW 0x7fff0000U
#define DENY 0x00050001U /* EPERM */
#define ABSENT 0x00050026U /* ENOSYS: libraries then use the older call */
#define CLONE_THREAD 0x10000U

#define IS(nr, then) { EQUAL, 0, 1, nr }, { RETURN, 0, 0, then }

static const struct instruction FILTER[] = {
	{ LOAD, 0, 0, ARCH_AT },
	{ EQUAL, 1, 0, AUDIT_ARCH },
	{ RETURN, 0, 0, DENY },
	{ LOAD, 0, 0, NUMBER_AT },
	{ GREATER, 0, 1, LAST_CALL },
	{ RETURN, 0, 0, DENY },
	IS(FORK, DENY), IS(VFORK, DENY), IS(CLONE3, ABSENT),
	IS(SOCKET, DENY), IS(SOCKETPAIR, DENY), IS(IO_URING_SETUP, DENY),
	IS(KILL, DENY), IS(TKILL, DENY), IS(PTRACE, DENY), IS(VM_READV, DENY), IS(VM_WRITEV, DENY),
	IS(UNSHARE, DENY), IS(BPF, DENY), IS(USERFAULTFD, DENY), IS(ADD_KEY, DENY), IS(KEYCTL, DENY),
	{ EQUAL, 0, 3, CLONE },
	{ LOAD, 0, 0, ARGUMENT_AT },
	{ ANY_BIT, 1, 0, CLONE_THREAD },
	{ RETURN, 0, 0, DENY },
	{ RETURN, 0, 0, ALLOW },
};

static int has_seccomp(void)
{
	u32 action = DENY & 0xffff0000U;

	return call(SECCOMP, SECCOMP_GET_ACTION_AVAIL, 0, (u64)&action, 0) == 0;
}

static void confine_calls(void)
{
	struct program program;

	program.length = sizeof(FILTER) / sizeof(FILTER[0]);
	program.instructions = FILTER;
	if (call(SECCOMP, SECCOMP_SET_MODE_FILTER, 0, (u64)&program, 0))
		fail("keep to its calls");
}

/* --- */

__attribute__((used)) static _Noreturn void start(u64 *stack)
{
	int count = (int)stack[0];
	char **arguments = (char **)(stack + 1);
	static const char *const environment[] = { "TMPDIR=/dev/null", 0 };
	long landlock;
	int seccomp;
	u64 cpu, memory, file;

	landlock = call(LANDLOCK_CREATE_RULESET, 0, 0, LANDLOCK_CREATE_RULESET_VERSION, 0);
	if (landlock < 0)
		landlock = 0;
	seccomp = has_seccomp();
	say("confine: landlock ");
	say(landlock >= 6 ? "6" : landlock == 5 ? "5" : landlock == 4 ? "4" : landlock == 3 ? "3" : landlock == 2 ? "2" :
	    landlock == 1 ? "1" : "0");
	say(seccomp ? " seccomp 1\n" : " seccomp 0\n");

	if (count == 1)
		leave(0);
	if (count < 8)
		fail("do without arguments");
	die_with(number(arguments[1]));
	cpu = number(arguments[2]);
	memory = number(arguments[3]);
	file = number(arguments[4]);
	if (call(PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0))
		fail("give up rights");
	arguments = confine_files(arguments + 5, landlock);
	if (seccomp)
		confine_calls();
	if (!arguments[0] || !arguments[1])
		fail("do without a program");
	/* At the soft limit the system asks, one second later it does not. */
	limit(RLIMIT_CPU, cpu, cpu + 1);
	limit(RLIMIT_FSIZE, file, file);
	limit(RLIMIT_STACK, STACK_BYTES, STACK_BYTES);
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_AS, memory, memory);
	call(EXECVE, (u64)arguments[1], (u64)(arguments + 1), (u64)environment, 0);
	fail("start the compiler");
}

#if defined(__x86_64__)
__asm__(".globl _start\n_start: xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call start\n");
#else
__asm__(".globl _start\n_start: mov x29,#0\n mov x0,sp\n bl start\n");
#endif
