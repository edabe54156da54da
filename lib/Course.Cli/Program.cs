using Course.Cli.Commands;
using Spectre.Console.Cli;

var app = new CommandApp();
app.Configure(config => config.AddCommand<TrainCommand>("train"));
return app.Run(args);
