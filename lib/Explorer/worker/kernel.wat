;; y[t, r] = sum over c of W[r, c] x[t, c], with W as it lies in the model's file.
;; Four rows of W at a time become f32, interleaved (four values of row 0, four of row 1, ...);
;; then two tokens at a time are multiplied with them: eight sums in eight registers.
;; Built with npm's wabt: npx -p wabt wat2wasm kernel.wat -o kernel.wasm
(module
  (import "env" "memory" (memory 1))

  ;; Half precision to f32, exact for finite values.
  (func $half (param $bits i32) (result f32)
    (f32.reinterpret_i32 (i32.or
      (i32.reinterpret_f32 (f32.mul
        (f32.reinterpret_i32 (i32.shl (i32.and (local.get $bits) (i32.const 0x7fff)) (i32.const 13)))
        (f32.reinterpret_i32 (i32.const 0x77800000))))                                                   ;; 2^112
      (i32.shl (i32.and (local.get $bits) (i32.const 0x8000)) (i32.const 16)))))

  ;; Eight integers n become scale n + shift, in two groups of four that lie 64 bytes apart.
  (func $put8 (param $to i32) (param $n v128) (param $scale v128) (param $shift v128)
    (v128.store (local.get $to)
      (f32x4.add (local.get $shift) (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $n))))))
    (v128.store offset=64 (local.get $to)
      (f32x4.add (local.get $shift) (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $n)))))))

  ;; Q4_1, 20 bytes for 32 weights: scale, shift, 16 bytes whose low halves are weights 0-15 and high halves 16-31.
  (func $unpack_q4_1 (param $from i32) (param $end i32) (param $to i32)
    (local $q v128) (local $part v128) (local $scale v128) (local $shift v128)
    (loop $block
      (local.set $scale (f32x4.splat (call $half (i32.load16_u (local.get $from)))))
      (local.set $shift (f32x4.splat (call $half (i32.load16_u offset=2 (local.get $from)))))
      (local.set $q (v128.load offset=4 align=1 (local.get $from)))
      (local.set $part (v128.and (local.get $q) (i8x16.splat (i32.const 15))))
      (call $put8 (local.get $to) (i16x8.extend_low_i8x16_u (local.get $part)) (local.get $scale) (local.get $shift))
      (call $put8 (i32.add (local.get $to) (i32.const 128)) (i16x8.extend_high_i8x16_u (local.get $part)) (local.get $scale) (local.get $shift))
      (local.set $part (i8x16.shr_u (local.get $q) (i32.const 4)))
      (call $put8 (i32.add (local.get $to) (i32.const 256)) (i16x8.extend_low_i8x16_u (local.get $part)) (local.get $scale) (local.get $shift))
      (call $put8 (i32.add (local.get $to) (i32.const 384)) (i16x8.extend_high_i8x16_u (local.get $part)) (local.get $scale) (local.get $shift))
      (local.set $from (i32.add (local.get $from) (i32.const 20)))
      (local.set $to (i32.add (local.get $to) (i32.const 512)))
      (br_if $block (i32.lt_u (local.get $from) (local.get $end)))))

  ;; Q8_0, 34 bytes for 32 weights: scale, 32 signed bytes.
  (func $unpack_q8_0 (param $from i32) (param $end i32) (param $to i32)
    (local $q v128) (local $scale v128) (local $zero v128)
    (loop $block
      (local.set $scale (f32x4.splat (call $half (i32.load16_u (local.get $from)))))
      (local.set $q (v128.load offset=2 align=1 (local.get $from)))
      (call $put8 (local.get $to) (i16x8.extend_low_i8x16_s (local.get $q)) (local.get $scale) (local.get $zero))
      (call $put8 (i32.add (local.get $to) (i32.const 128)) (i16x8.extend_high_i8x16_s (local.get $q)) (local.get $scale) (local.get $zero))
      (local.set $q (v128.load offset=18 align=1 (local.get $from)))
      (call $put8 (i32.add (local.get $to) (i32.const 256)) (i16x8.extend_low_i8x16_s (local.get $q)) (local.get $scale) (local.get $zero))
      (call $put8 (i32.add (local.get $to) (i32.const 384)) (i16x8.extend_high_i8x16_s (local.get $q)) (local.get $scale) (local.get $zero))
      (local.set $from (i32.add (local.get $from) (i32.const 34)))
      (local.set $to (i32.add (local.get $to) (i32.const 512)))
      (br_if $block (i32.lt_u (local.get $from) (local.get $end)))))

  ;; bfloat16: the upper half of an f32.
  (func $unpack_bf16 (param $from i32) (param $end i32) (param $to i32)
    (loop $four
      (v128.store (local.get $to) (i32x4.shl (v128.load16x4_u align=1 (local.get $from)) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (br_if $four (i32.lt_u (local.get $from) (local.get $end)))))

  (func $unpack (param $type i32) (param $from i32) (param $end i32) (param $to i32)
    (if (i32.eq (local.get $type) (i32.const 3)) (then (call $unpack_q4_1 (local.get $from) (local.get $end) (local.get $to)) (return)))
    (if (i32.eq (local.get $type) (i32.const 8)) (then (call $unpack_q8_0 (local.get $from) (local.get $end) (local.get $to)) (return)))
    (call $unpack_bf16 (local.get $from) (local.get $end) (local.get $to)))

  (func $sum (param $v v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $v)) (f32x4.extract_lane 1 (local.get $v)))
      (f32.add (f32x4.extract_lane 2 (local.get $v)) (f32x4.extract_lane 3 (local.get $v)))))

  ;; Four rows times the tokens at $x0 and $x1; the sums go to $y0 and $y1.
  (func $rows_times_two (param $w i32) (param $end i32) (param $x0 i32) (param $x1 i32) (param $y0 i32) (param $y1 i32)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local $a v128) (local $b v128) (local $r v128)
    (loop $four
      (local.set $a (v128.load (local.get $x0)))
      (local.set $b (v128.load (local.get $x1)))
      (local.set $r (v128.load (local.get $w)))
      (local.set $a0 (f32x4.add (local.get $a0) (f32x4.mul (local.get $r) (local.get $a))))
      (local.set $b0 (f32x4.add (local.get $b0) (f32x4.mul (local.get $r) (local.get $b))))
      (local.set $r (v128.load offset=16 (local.get $w)))
      (local.set $a1 (f32x4.add (local.get $a1) (f32x4.mul (local.get $r) (local.get $a))))
      (local.set $b1 (f32x4.add (local.get $b1) (f32x4.mul (local.get $r) (local.get $b))))
      (local.set $r (v128.load offset=32 (local.get $w)))
      (local.set $a2 (f32x4.add (local.get $a2) (f32x4.mul (local.get $r) (local.get $a))))
      (local.set $b2 (f32x4.add (local.get $b2) (f32x4.mul (local.get $r) (local.get $b))))
      (local.set $r (v128.load offset=48 (local.get $w)))
      (local.set $a3 (f32x4.add (local.get $a3) (f32x4.mul (local.get $r) (local.get $a))))
      (local.set $b3 (f32x4.add (local.get $b3) (f32x4.mul (local.get $r) (local.get $b))))
      (local.set $x0 (i32.add (local.get $x0) (i32.const 16)))
      (local.set $x1 (i32.add (local.get $x1) (i32.const 16)))
      (local.set $w (i32.add (local.get $w) (i32.const 64)))
      (br_if $four (i32.lt_u (local.get $w) (local.get $end))))
    (f32.store (local.get $y0) (call $sum (local.get $a0)))
    (f32.store offset=4 (local.get $y0) (call $sum (local.get $a1)))
    (f32.store offset=8 (local.get $y0) (call $sum (local.get $a2)))
    (f32.store offset=12 (local.get $y0) (call $sum (local.get $a3)))
    (f32.store (local.get $y1) (call $sum (local.get $b0)))
    (f32.store offset=4 (local.get $y1) (call $sum (local.get $b1)))
    (f32.store offset=8 (local.get $y1) (call $sum (local.get $b2)))
    (f32.store offset=12 (local.get $y1) (call $sum (local.get $b3))))

  ;; Types as GGUF numbers them: 3 Q4_1, 8 Q8_0, 30 bfloat16. Columns: whole blocks of 32, or a multiple of 4 for bfloat16;
  ;; rows: a multiple of 4; scratch: 16 bytes a column. An odd last token is computed twice, into the same place.
  (func (export "product") (param $type i32) (param $w i32) (param $rowBytes i32) (param $x i32) (param $y i32)
        (param $columns i32) (param $rows i32) (param $tokens i32) (param $scratch i32)
    (local $r i32) (local $i i32) (local $t i32) (local $u i32) (local $end i32)
    (local.set $end (i32.add (local.get $scratch) (i32.shl (local.get $columns) (i32.const 4))))
    (loop $rows4
      (local.set $i (i32.const 0))
      (loop $row
        (call $unpack (local.get $type) (local.get $w) (i32.add (local.get $w) (local.get $rowBytes))
          (i32.add (local.get $scratch) (i32.shl (local.get $i) (i32.const 4))))
        (local.set $w (i32.add (local.get $w) (local.get $rowBytes)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $row (i32.lt_u (local.get $i) (i32.const 4))))
      (local.set $t (i32.const 0))
      (loop $tokens2
        (local.set $u (i32.add (local.get $t) (i32.const 1)))
        (if (i32.ge_u (local.get $u) (local.get $tokens)) (then (local.set $u (local.get $t))))
        (call $rows_times_two (local.get $scratch) (local.get $end)
          (i32.add (local.get $x) (i32.shl (i32.mul (local.get $t) (local.get $columns)) (i32.const 2)))
          (i32.add (local.get $x) (i32.shl (i32.mul (local.get $u) (local.get $columns)) (i32.const 2)))
          (i32.add (local.get $y) (i32.shl (i32.add (i32.mul (local.get $t) (local.get $rows)) (local.get $r)) (i32.const 2)))
          (i32.add (local.get $y) (i32.shl (i32.add (i32.mul (local.get $u) (local.get $rows)) (local.get $r)) (i32.const 2))))
        (local.set $t (i32.add (local.get $t) (i32.const 2)))
        (br_if $tokens2 (i32.lt_u (local.get $t) (local.get $tokens))))
      (local.set $r (i32.add (local.get $r) (i32.const 4)))
      (br_if $rows4 (i32.lt_u (local.get $r) (local.get $rows))))))
