/* SPDX-License-Identifier: MIT */
/* Numbers as on Linux for x86-64. */
#ifndef SEAMREPLAY_ERRNO_H
#define SEAMREPLAY_ERRNO_H

int *__errno_location(void) __attribute__((const));

#define errno (*__errno_location())

#define EPERM 1
#define ENOENT 2
#define EINTR 4
#define EIO 5
#define EAGAIN 11
#define ENOMEM 12
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define EINVAL 22
#define ENOSPC 28
#define EDOM 33
#define ERANGE 34

#endif
