// Fills a chat template in with Hugging Face's library (jinja.cjs). A template is a file from outside: time, memory, steps and depth are
// bounded where this runs; here are the few steps that alone could make a text of any length.
(function (source, longest, strftime) {
    "use strict";
    const { Environment, Interpreter, tokenize, parse } = module.exports;

    const bounded = (length) => {
        if (!(length <= longest)) throw new RangeError("it makes a text of more than " + longest + " characters");
        return length;
    };
    const text = String.prototype, list = Array.prototype;
    const { repeat, padStart, padEnd, replaceAll } = text, { join } = list;
    text.repeat = function (count) { bounded(this.length * count); return repeat.call(this, count); };
    text.padStart = function (length, by) { bounded(length); return padStart.call(this, length, by); };
    text.padEnd = function (length, by) { bounded(length); return padEnd.call(this, length, by); };
    text.replaceAll = function (pattern, by) {
        let length = this.length;
        return replaceAll.call(this, pattern, (...found) => {
            const part = typeof by === "function" ? String(by(...found)) : by;
            length = bounded(length + part.length);
            return part;
        });
    };
    list.join = function (by = ",") {
        let length = String(by).length * this.length;
        for (const part of this) length = bounded(length + (typeof part === "string" ? part.length : 0));
        return join.call(this, by);
    };

    // Where the library writes a value otherwise than Jinja does, write it so or refuse it.
    // (It writes none as nothing, where Jinja writes None.)
    const kindOf = (value) => new Environment().set("any", value).constructor.prototype;
    const asPython = () => { throw new Error("it writes a list or mapping as Python shows it; read here is what says tojson"); };
    for (const of of [kindOf([]), kindOf({}), list, Map.prototype]) of.toString = asPython;
    for (const of of [kindOf(true), Boolean.prototype])
        of.toString = function () { return (typeof this.value === "boolean" ? this.value : this.valueOf()) ? "True" : "False"; };

    const range = (...bounds) => {
        const [from, to] = bounds.length > 1 ? bounds : [0, bounds[0]], step = bounds[2] ?? 1, numbers = [];
        if (step === 0) throw new Error("range() step must not be zero");
        for (let i = from; step > 0 ? i < to : i > to; i += step) numbers.push(i);
        return numbers;
    };
    const refuse = (why) => { throw new Error("\u0001" + why); };      // told apart from what goes wrong by itself
    const always = {
        true: true, false: false, none: null, True: true, False: false, None: null, range, raise_exception: refuse, strftime_now: strftime,
    };

    const program = parse(tokenize(source, { lstrip_blocks: true, trim_blocks: true }));
    return (given) => {
        const names = new Environment();
        for (const [name, value] of Object.entries({ ...always, ...JSON.parse(given) })) names.set(name, value);
        return new Interpreter(names).run(program).value;
    };
})
