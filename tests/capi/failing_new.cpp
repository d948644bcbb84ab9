#include "failing_new.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::int64_t> made{0};
std::atomic<std::int64_t> freed{0};
std::atomic<std::int64_t> fail_at{0};  // as `made` counts; 0: never
std::atomic<bool> failed{false};

bool fails() {
  std::int64_t wanted = fail_at;
  if (wanted == 0 || made + 1 < wanted || !fail_at.compare_exchange_strong(wanted, 0)) return false;
  failed = true;
  return true;
}

void* reserve(std::size_t size, std::size_t alignment) {
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* const memory = alignment <= alignof(std::max_align_t)
                           ? std::malloc(size == 0 ? 1 : size)
                           : std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (memory == nullptr) std::abort();
  ++made;
  return memory;
}

void* allocate(std::size_t size, std::size_t alignment) {
  if (fails()) throw std::bad_alloc();
  return reserve(size, alignment);
}

void release(void* memory) noexcept {
  if (memory != nullptr) ++freed;
  std::free(memory);
}

}  // namespace

namespace waybill::tests {

std::int64_t allocations() {
  return made;
}
std::int64_t live_allocations() {
  return made - freed;
}

bool fail_allocation(std::int64_t nth) {
  fail_at = nth == 0 ? 0 : made + nth;
  return failed.exchange(false);
}

}  // namespace waybill::tests

void* operator new(std::size_t size) {
  return allocate(size, 1);
}
void* operator new[](std::size_t size) {
  return allocate(size, 1);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
  release(memory);
}
void operator delete[](void* memory) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  release(memory);
}
// The nothrow forms never fail: who uses them has another way to go on.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return reserve(size, 1);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return reserve(size, 1);
}
