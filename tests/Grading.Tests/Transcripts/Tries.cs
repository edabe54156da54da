namespace Grading.Tests.Transcripts;

/// <summary>
/// Three exercises of each chapter, tried with what the chapter has shown by then: two answers as a learner first writes them, and one that
/// is right. They are ours; what the checks say of them is not written anywhere but comes from a run.
/// </summary>
internal static class Tries
{
    /// <summary>By chapter: the exercise, and the answers in the order in which they are tried.</summary>
    public static readonly (string Chapter, string Exercise, string[] Answers)[] All =
    [
        ("0", "X0.3", ["HeadIndex lastHead = (0, 29);", "HeadIndex lastHead = (30, 1);", "HeadIndex lastHead = (29, 0);"]),
        ("0", "X0.4",
        [
            "int TokensOf(string name) => name.Split(' ').Length;",
            "int TokensOf(string name) => model.Tokenizer.Encode(name).Tokens.Count;",
            "int TokensOf(string name) => model.Tokenizer.Encode(name).Tokens.Count - 1;",
        ]),
        ("0", "X0.5",
        [
            "double SumOfRow(AttentionPattern pattern, int row) => pattern.Row(row).Average();",
            """
            double SumOfRow(AttentionPattern pattern, int row)
            {
                var sum = 0.0;
                for (var i = 0; i < pattern.Length; i++) sum += pattern[i, row];
                return sum;
            }
            """,
            """
            double SumOfRow(AttentionPattern pattern, int row)
            {
                var sum = 0.0;
                for (var i = 0; i < pattern.Length; i++) sum += pattern[row, i];
                return sum;
            }
            """,
        ]),
        ("1", "X1.2",
        [
            """
            double[] RowOfWeights(double[] query, double[][] keys)
            {
                var scores = keys.Select(key => key.Zip(query, (x, y) => x * y).Sum()).ToArray();
                return scores.Select(score => score / scores.Sum()).ToArray();
            }
            """,
            """
            double[] RowOfWeights(double[] query, double[][] keys)
            {
                var e = keys.Select(key => Math.Exp(key.Zip(query, (x, y) => x * y).Sum())).ToArray();
                return e.Select(x => x / e.Sum()).ToArray();
            }
            """,
            """
            double[] RowOfWeights(double[] query, double[][] keys)
            {
                var root = Math.Sqrt(query.Length);
                var e = keys.Select(key => Math.Exp(key.Zip(query, (x, y) => x * y).Sum() / root)).ToArray();
                return e.Select(x => x / e.Sum()).ToArray();
            }
            """,
        ]),
        ("1", "X1.3",
        [
            "double FirstOfEven(int length) => 1.0 / length;",
            "double FirstOfEven(int length) => Enumerable.Range(0, length).Average(i => 1.0 / (i + 1));",
            "double FirstOfEven(int length) => Enumerable.Range(1, length - 1).Average(i => 1.0 / (i + 1));",
        ]),
        ("1", "X1.6",
        [
            "int SteepestFall(double[] losses) => Array.IndexOf(losses, losses.Min());",
            """
            int SteepestFall(double[] losses)
            {
                var best = 0;
                for (var i = 0; i < losses.Length - 1; i++)
                    if (losses[i] - losses[i + 1] > losses[best] - losses[best + 1]) best = i;
                return best;
            }
            """,
            """
            int SteepestFall(double[] losses)
            {
                var best = 1;
                for (var i = 1; i < losses.Length; i++)
                    if (losses[i - 1] - losses[i] > losses[best - 1] - losses[best]) best = i;
                return best;
            }
            """,
        ]),
        ("2", "X2.1",
        [
            "double LeftOfRow(AttentionPattern pattern, int row) => pattern[row, 0];",
            "double LeftOfRow(AttentionPattern pattern, int row) => 1 - pattern[row, 1];",
            "double LeftOfRow(AttentionPattern pattern, int row) => 1 - pattern[row, 0];",
        ]),
        ("2", "X2.2",
        [
            """
            double PreviousToken(AttentionPattern pattern)
            {
                var sum = 0.0;
                for (var i = 0; i < pattern.Length; i++) sum += pattern[i, i];
                return sum / pattern.Length;
            }
            """,
            """
            double PreviousToken(AttentionPattern pattern)
            {
                var sum = 0.0;
                for (var i = 1; i < pattern.Length; i++) sum += pattern[i, i - 1];
                return sum / pattern.Length;
            }
            """,
            """
            double PreviousToken(AttentionPattern pattern)
            {
                var sum = 0.0;
                for (var i = 1; i < pattern.Length; i++) sum += pattern[i, i - 1];
                return sum / (pattern.Length - 1);
            }
            """,
        ]),
        ("2", "X2.4",
        [
            "double Induction(AttentionPattern pattern, int n) => pattern.Diagonal(n).Average();",
            "double Induction(AttentionPattern pattern, int n) => pattern.Diagonal(n - 1).Average();",
            """
            double Induction(AttentionPattern pattern, int n)
            {
                var sum = 0.0;
                for (var i = n + 1; i <= 2 * n; i++) sum += pattern[i, i - n + 1];
                return sum / n;
            }
            """,
        ]),
        ("3", "X3.1",
        [
            "string NameOf(AttentionPattern pattern) => \"first token\";",
            """
            string NameOf(AttentionPattern pattern)
            {
                var (diagonal, under) = (pattern.Diagonal(0)[1..].Average(), pattern.Diagonal(1).Average());
                var column = Enumerable.Range(1, pattern.Length - 1).Average(i => pattern[i, 0]);
                if (column > diagonal && column > under) return "first token";
                return diagonal > under ? "previous token" : "current token";
            }
            """,
            """
            string NameOf(AttentionPattern pattern)
            {
                var (diagonal, under) = (pattern.Diagonal(0)[1..].Average(), pattern.Diagonal(1).Average());
                var column = Enumerable.Range(1, pattern.Length - 1).Average(i => pattern[i, 0]);
                if (column > diagonal && column > under) return "first token";
                return diagonal > under ? "current token" : "previous token";
            }
            """,
        ]),
        ("3", "X3.4",
        [
            "double Divergence(double[] p, double[] q) => p.Zip(q, (a, b) => Math.Abs(a - b)).Sum() / 2;",
            """
            double Entropy(double[] row) => -row.Where(w => w > 0).Sum(w => w * Math.Log2(w));
            double Divergence(double[] p, double[] q)
            {
                var middle = p.Zip(q, (a, b) => (a + b) / 2).ToArray();
                return Entropy(middle) - (Entropy(p) + Entropy(q)) / 2;
            }
            """,
            """
            double Entropy(double[] row) => -row.Where(w => w > 0).Sum(w => w * Math.Log(w));
            double Divergence(double[] p, double[] q)
            {
                var middle = p.Zip(q, (a, b) => (a + b) / 2).ToArray();
                return Entropy(middle) - (Entropy(p) + Entropy(q)) / 2;
            }
            """,
        ]),
        ("3", "X3.5",
        [
            "int CellsThatCarry(AttentionPattern pattern) => pattern.Length * (pattern.Length + 1) / 2;",
            """
            int CellsThatCarry(AttentionPattern pattern)
            {
                var (sum, count) = (0.0, 0);
                foreach (var weight in pattern.AsSpan().ToArray().OrderDescending())
                    if (sum < .9) (sum, count) = (sum + weight, count + 1);
                return count;
            }
            """,
            """
            int CellsThatCarry(AttentionPattern pattern)
            {
                var (sum, count) = (0.0, 0);
                foreach (var weight in pattern.AsSpan().ToArray().OrderDescending())
                    if (sum < .9 * pattern.Length) (sum, count) = (sum + weight, count + 1);
                return count;
            }
            """,
        ]),
        ("4", "X4.1",
        [
            "double AdjacentOfRest(AttentionPattern pattern) => pattern.Diagonal(1).Average();",
            "double AdjacentOfRest(AttentionPattern pattern) => pattern.Diagonal(1)[1..].Sum() / (pattern.Length - 1);",
            """
            double AdjacentOfRest(AttentionPattern pattern)
            {
                var rest = 0.0;
                for (var i = 1; i < pattern.Length; i++)
                    for (var j = 1; j <= i; j++) rest += pattern[i, j];
                return pattern.Diagonal(1)[1..].Sum() / rest;
            }
            """,
        ]),
        ("4", "X4.2",
        [
            """
            double MeanDistance(AttentionPattern pattern)
            {
                var sum = 0.0;
                for (var i = 0; i < pattern.Length; i++)
                    for (var j = 0; j <= i; j++) sum += pattern[i, j] * (i - j);
                return sum / (pattern.Length * (pattern.Length + 1) / 2.0);
            }
            """,
            """
            double MeanDistance(AttentionPattern pattern)
            {
                var sum = 0.0;
                for (var i = 0; i < pattern.Length; i++)
                    for (var j = 0; j <= i; j++) sum += pattern[i, j] * (i - j);
                return sum / (pattern.Length - 1);
            }
            """,
            """
            double MeanDistance(AttentionPattern pattern)
            {
                var sum = 0.0;
                for (var i = 0; i < pattern.Length; i++)
                    for (var j = 0; j <= i; j++) sum += pattern[i, j] * (i - j);
                return sum / pattern.Length;
            }
            """,
        ]),
        ("4", "X4.6",
        [
            """
            int SecondSink(AttentionPattern pattern)
            {
                double Seen(int key) => Enumerable.Range(key, pattern.Length - key).Average(i => pattern[i, key]);
                return Enumerable.Range(0, pattern.Length).MaxBy(Seen);
            }
            """,
            """
            int SecondSink(AttentionPattern pattern)
            {
                double Seen(int key) => Enumerable.Range(key + 1, pattern.Length - key - 1).Sum(i => pattern[i, key]);
                return Enumerable.Range(1, pattern.Length - 4).MaxBy(Seen);
            }
            """,
            """
            int SecondSink(AttentionPattern pattern)
            {
                double Seen(int key) => Enumerable.Range(key + 1, pattern.Length - key - 1).Average(i => pattern[i, key]);
                return Enumerable.Range(1, pattern.Length - 4).MaxBy(Seen);
            }
            """,
        ]),
        ("5", "X5.1",
        [
            """
            int[] Moved(double[] zero, double[] mean)
            {
                int[] Sorted(double[] costs) => Enumerable.Range(0, costs.Length).OrderByDescending(i => costs[i]).ToArray();
                return Sorted(mean).Zip(Sorted(zero), (m, z) => m - z).ToArray();
            }
            """,
            """
            int[] Moved(double[] zero, double[] mean)
            {
                int Place(double[] costs, int i) => costs.Count(cost => cost > costs[i]);
                return zero.Select((_, i) => Place(zero, i) - Place(mean, i)).ToArray();
            }
            """,
            """
            int[] Moved(double[] zero, double[] mean)
            {
                int Place(double[] costs, int i) => costs.Count(cost => cost > costs[i]);
                return zero.Select((_, i) => Place(mean, i) - Place(zero, i)).ToArray();
            }
            """,
        ]),
        ("5", "X5.2",
        [
            "double ApartWithoutFirst(double[] p, double[] q) => p[1..].Zip(q[1..], (x, y) => Math.Abs(x - y)).Sum() / 2;",
            """
            double[] Rest(double[] row) => row[1..].Select(w => w / row[1..].Sum()).ToArray();
            double ApartWithoutFirst(double[] p, double[] q) => Rest(p).Zip(Rest(q), (x, y) => Math.Abs(x - y)).Sum();
            """,
            """
            double[] Rest(double[] row) => row[1..].Select(w => w / row[1..].Sum()).ToArray();
            double ApartWithoutFirst(double[] p, double[] q) => Rest(p).Zip(Rest(q), (x, y) => Math.Abs(x - y)).Sum() / 2;
            """,
        ]),
        ("5", "X5.4",
        [
            "double MoreThanSum(double a, double b, double both) => both / (a + b);",
            "double MoreThanSum(double a, double b, double both) => both - Math.Max(a, b);",
            "double MoreThanSum(double a, double b, double both) => both - (a + b);",
        ]),
        ("5b", "X5.8",
        [
            "int CrossesAt(double[] noun, double[] end) => Array.FindIndex(end, x => x > .5);",
            """
            int CrossesAt(double[] noun, double[] end)
            {
                var layer = 0;
                while (noun[layer] >= end[layer]) layer++;
                return layer + 1;
            }
            """,
            """
            int CrossesAt(double[] noun, double[] end)
            {
                var layer = 0;
                while (noun[layer] >= end[layer]) layer++;
                return layer;
            }
            """,
        ]),
        ("5b", "X5.11",
        [
            "double Contrast(double[] logits, int answer, int[] others) => logits[answer];",
            "double Contrast(double[] logits, int answer, int[] others) => logits[answer] - logits.Average();",
            "double Contrast(double[] logits, int answer, int[] others) => logits[answer] - others.Average(t => logits[t]);",
        ]),
        ("5b", "X5.12",
        [
            "double ByLuck(double found, double[] luck) => (double)luck.Count(x => x >= found) / luck.Length;",
            "double ByLuck(double found, double[] luck) => (1 + luck.Count(x => x >= found)) / (1 + luck.Length);",
            "double ByLuck(double found, double[] luck) => (1.0 + luck.Count(x => x >= found)) / (1 + luck.Length);",
        ]),
        ("6", "X6.1",
        [
            """
            int WorstRow(AttentionPattern rules, AttentionPattern head)
            {
                double Worst(int i) => Enumerable.Range(0, rules.Length).Max(j => Math.Abs(rules[i, j] - head[i, j]));
                return Enumerable.Range(0, rules.Length).MaxBy(Worst);
            }
            """,
            """
            int WorstRow(AttentionPattern rules, AttentionPattern head)
            {
                double Apart(int j) => Enumerable.Range(0, rules.Length).Sum(i => Math.Abs(rules[i, j] - head[i, j]));
                return Enumerable.Range(0, rules.Length).MaxBy(Apart);
            }
            """,
            """
            int WorstRow(AttentionPattern rules, AttentionPattern head)
            {
                double Apart(int i) => Enumerable.Range(0, rules.Length).Sum(j => Math.Abs(rules[i, j] - head[i, j]));
                return Enumerable.Range(0, rules.Length).MaxBy(Apart);
            }
            """,
        ]),
        ("6", "X6.2",
        [
            "double Report(double[][] tuned, double[][] heldOut) => tuned.Min(row => row.Average());",
            "double Report(double[][] tuned, double[][] heldOut) => heldOut.Min(row => row.Average());",
            """
            double Report(double[][] tuned, double[][] heldOut)
            {
                var chosen = Enumerable.Range(0, tuned.Length).MinBy(k => tuned[k].Average());
                return heldOut[chosen].Average();
            }
            """,
        ]),
        ("6", "X6.3",
        [
            "var list = \"Function words and brackets.\";",
            "var list = \"We told it which words are function words, which brackets match, and that near counts more than far.\";",
            """
            var list = "We told it which words are function words, which brackets match, and that near words count more than far "
                + "ones. The model was told nothing: it has all of it from its training.";
            """,
        ]),
        ("7", "X7.2",
        [
            """
            var paragraph = "Attention heads look back at earlier words. Some of them look at the word just before, and a model "
                + "needs them a lot, because without them it cannot go on with a list that it has seen.";
            """,
            """
            var paragraph = "We took out one attention head and gave the model a list of random words twice. Without the "
                + "head its loss on the second copy went up by 6.5 nats, so it no longer knew how the list goes on.";
            """,
            """
            var paragraph = "We took out one attention head and gave the model a list of words twice. Without the head its loss on "
                + "the second copy went up by 6.5 nats. Without another head of the same layer it went up by only .1.";
            """,
        ]),
        ("7", "X7.4",
        [
            "int Found(double[] scores, double[] controls, double threshold) => scores.Count(s => s > threshold);",
            """
            int Found(double[] scores, double[] controls, double threshold) =>
                scores.Count(s => s > threshold && s > 2 * controls.Max());
            """,
            """
            int Found(double[] scores, double[] controls, double threshold) =>
                Enumerable.Range(0, scores.Length).Count(i => scores[i] > threshold && scores[i] > 2 * controls[i]);
            """,
        ]),
        ("7", "X7.5",
        [
            "double GapOfRanges(double[] first, double[] second) => Math.Abs(first.Average() - second.Average());",
            "double GapOfRanges(double[] first, double[] second) => Math.Max(0, first.Min() - second.Max());",
            """
            double GapOfRanges(double[] first, double[] second)
            {
                if (first.Min() > second.Max()) return first.Min() - second.Max();
                if (second.Min() > first.Max()) return second.Min() - first.Max();
                return 0;
            }
            """,
        ]),
        ("8", "X8.2",
        [
            "double[] SameAddress(double[][] first, double[][] second) => [first.Max(row => row.Max()), second.Max(row => row.Max())];",
            """
            double[] SameAddress(double[][] first, double[][] second)
            {
                var (layer, head) = (0, 0);
                for (var l = 0; l < first.Length; l++)
                    for (var h = 0; h < first[l].Length; h++)
                        if (first[l][h] > first[layer][head]) (layer, head) = (l, h);
                return [second[head][layer], second.Max(row => row.Max())];
            }
            """,
            """
            double[] SameAddress(double[][] first, double[][] second)
            {
                var (layer, head) = (0, 0);
                for (var l = 0; l < first.Length; l++)
                    for (var h = 0; h < first[l].Length; h++)
                        if (first[l][h] > first[layer][head]) (layer, head) = (l, h);
                return [second[layer][head], second.Max(row => row.Max())];
            }
            """,
        ]),
        ("8", "X8.3",
        [
            "double ByLuckAlone(double chance, int heads) => chance * heads;",
            "double ByLuckAlone(double chance, int heads) => Math.Pow(1 - chance, heads);",
            "double ByLuckAlone(double chance, int heads) => 1 - Math.Pow(1 - chance, heads);",
        ]),
        ("8", "X8.4",
        [
            "int Flips(double[] scores, double ours, double other) => scores.Count(s => s > ours && s <= other);",
            "int Flips(double[] scores, double ours, double other) => scores.Count(s => s > ours || s > other);",
            "int Flips(double[] scores, double ours, double other) => scores.Count(s => (s > ours) != (s > other));",
        ]),
    ];
}
