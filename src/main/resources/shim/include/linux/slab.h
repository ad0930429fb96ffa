/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cleanup.h>
#include <linux/gfp.h>
#include <linux/overflow.h>

/* kind: custom */
void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kmalloc_node(size_t size, gfp_t flags, int node);
void *kzalloc_node(size_t size, gfp_t flags, int node);
void *kmalloc_array(size_t count, size_t size, gfp_t flags);
void *kcalloc(size_t count, size_t size, gfp_t flags);
void *krealloc(const void *object, size_t size, gfp_t flags);
void *krealloc_array(void *object, size_t count, size_t size, gfp_t flags);
void *kmemdup(const void *from, size_t size, gfp_t flags);
void *kmemdup_array(const void *from, size_t count, size_t size, gfp_t flags);
char *kstrdup(const char *text, gfp_t flags);
char *kstrndup(const char *text, size_t most, gfp_t flags);
void kfree(const void *object);
void kfree_sensitive(const void *object);
size_t ksize(const void *object);
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kvmalloc_node(size_t size, gfp_t flags, int node);
void *kvmalloc_array(size_t count, size_t size, gfp_t flags);
void *kvcalloc(size_t count, size_t size, gfp_t flags);
void *kvmemdup(const void *from, size_t size, gfp_t flags);
void kvfree(const void *object);
void kvfree_sensitive(const void *object, size_t size);
struct kmem_cache;
struct kmem_cache *seamreplay_kmem_cache_create(const char *name, size_t size, size_t align);
void kmem_cache_destroy(struct kmem_cache *cache);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags);
void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags);
void kmem_cache_free(struct kmem_cache *cache, void *object);

/* kind: same */
#define ARCH_KMALLOC_MINALIGN 8
#define KMALLOC_MAX_SIZE (1UL << (MAX_PAGE_ORDER + 12))
#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(object) ((unsigned long)(object) <= (unsigned long)ZERO_SIZE_PTR)
#define SLAB_HWCACHE_ALIGN 0x2000
#define SLAB_PANIC 0x40000
#define SLAB_ACCOUNT 0x4000000
#define kmem_cache_create(name, size, align, ...) seamreplay_kmem_cache_create(name, size, align)
#define KMEM_CACHE(type, flags) seamreplay_kmem_cache_create(#type, sizeof(struct type), __alignof__(struct type))

/* Typed allocation: the argument is a type or an object of the type. */
#define SEAMREPLAY_OBJ(function, type, ...) ((__typeof__(type) *)function(sizeof(__typeof__(type)), default_gfp(__VA_ARGS__)))
#define SEAMREPLAY_OBJS(function, type, count, ...) \
	((__typeof__(type) *)function(size_mul(sizeof(__typeof__(type)), count), default_gfp(__VA_ARGS__)))
#define SEAMREPLAY_FLEX(function, type, member, count, ...) \
	((__typeof__(type) *)function(struct_size((__typeof__(type) *)NULL, member, count), default_gfp(__VA_ARGS__)))
#define kmalloc_obj(type, ...) SEAMREPLAY_OBJ(kmalloc, type, ##__VA_ARGS__)
#define kzalloc_obj(type, ...) SEAMREPLAY_OBJ(kzalloc, type, ##__VA_ARGS__)
#define kvmalloc_obj(type, ...) SEAMREPLAY_OBJ(kvmalloc, type, ##__VA_ARGS__)
#define kvzalloc_obj(type, ...) SEAMREPLAY_OBJ(kvzalloc, type, ##__VA_ARGS__)
#define kmalloc_objs(type, count, ...) SEAMREPLAY_OBJS(kmalloc, type, count, ##__VA_ARGS__)
#define kzalloc_objs(type, count, ...) SEAMREPLAY_OBJS(kzalloc, type, count, ##__VA_ARGS__)
#define kvmalloc_objs(type, count, ...) SEAMREPLAY_OBJS(kvmalloc, type, count, ##__VA_ARGS__)
#define kvzalloc_objs(type, count, ...) SEAMREPLAY_OBJS(kvzalloc, type, count, ##__VA_ARGS__)
#define kmalloc_flex(type, member, count, ...) SEAMREPLAY_FLEX(kmalloc, type, member, count, ##__VA_ARGS__)
#define kzalloc_flex(type, member, count, ...) SEAMREPLAY_FLEX(kzalloc, type, member, count, ##__VA_ARGS__)
#define kvzalloc_flex(type, member, count, ...) SEAMREPLAY_FLEX(kvzalloc, type, member, count, ##__VA_ARGS__)
DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kfree_sensitive, void *, if (_T) kfree_sensitive(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))
