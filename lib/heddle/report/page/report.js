// Draws the charts of the report. Their data is the JSON in the element "charts"; their colours are those of the style
// sheet, so that they follow the reader's choice of light or dark, and are those of paper where the page is printed.
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('charts').textContent);
  const root = document.documentElement;
  const colour = (name) => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const seriesColour = (index) => colour('s' + index % 8);
  const shapes = ['circle', 'rect', 'triangle', 'rectRot', 'star'];
  const dashes = [[], [6, 3], [2, 2], [10, 3, 2, 3]];

  // Diagonal lines: what lost something is told by more than its colour.
  function stripes(context) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 8;
    const pen = tile.getContext('2d');
    pen.strokeStyle = colour('bad');
    pen.lineWidth = 2;
    for (const shift of [-8, 0, 8]) {
      pen.beginPath();
      pen.moveTo(shift - 2, 10);
      pen.lineTo(shift + 10, -2);
      pen.stroke();
    }
    return context.createPattern(tile, 'repeat');
  }

  // A thin line over each point, from the least to the most of its repeats.
  const spread = {
    id: 'spread',
    afterDatasetsDraw(chart) {
      const across = chart.options.indexAxis === 'y';
      const scale = chart.scales[across ? 'x' : 'y'];
      const pen = chart.ctx;
      pen.save();
      pen.strokeStyle = colour('ink');
      pen.lineWidth = 1.5;
      chart.data.datasets.forEach((set, index) => {
        if (!set.points || set.isYardstick || !chart.isDatasetVisible(index)) return;
        chart.getDatasetMeta(index).data.forEach((mark, at) => {
          const point = set.points[at];
          if (!point || !(point.high > point.low)) return;
          const low = scale.getPixelForValue(point.low);
          const high = scale.getPixelForValue(point.high);
          const middle = across ? mark.y : mark.x;
          const line = (a, b, c, d) => across ? (pen.moveTo(a, b), pen.lineTo(c, d)) : (pen.moveTo(b, a), pen.lineTo(d, c));
          pen.beginPath();
          line(low, middle, high, middle);
          line(low, middle - 3, low, middle + 3);
          line(high, middle - 3, high, middle + 3);
          pen.stroke();
        });
      });
      pen.restore();
    },
  };

  const words = (value) => value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

  function dataset(one, index, chart, context) {
    const values = one.points.map((point) => point && point.middle);
    const lost = one.points.map((point) => point !== null && point.loses);
    const own = one.is_yardstick ? colour('dim') : seriesColour(index);
    const set = { label: one.name, data: values, points: one.points, isYardstick: one.is_yardstick, borderColor: own };
    if (chart.form === 'bars') {
      const striped = stripes(context);
      return {
        ...set,
        backgroundColor: lost.map((is) => is ? striped : own),
        borderColor: lost.map((is) => is ? colour('bad') : own),
        borderWidth: 1,
        barPercentage: 0.9,
        categoryPercentage: 0.85,
      };
    }
    return {
      ...set,
      backgroundColor: own,
      borderDash: one.is_yardstick ? [3, 3] : dashes[index % dashes.length],
      borderWidth: one.is_yardstick ? 1 : 2,
      pointRadius: lost.map((is) => one.is_yardstick ? 0 : is ? 8 : 5),
      pointStyle: lost.map((is) => is ? 'crossRot' : shapes[index % shapes.length]),
      pointBorderColor: lost.map((is) => is ? colour('bad') : own),
      pointBorderWidth: lost.map((is) => is ? 3 : 1),
      spanGaps: true,
    };
  }

  function settings(chart, context, narrow) {
    const bars = chart.form === 'bars';
    const axis = (title) => ({
      title: { display: title !== '', text: title, color: colour('ink') },
      ticks: { color: colour('ink'), font: { size: narrow ? 10 : 12 } },
      grid: { color: colour('rule') },
    });
    const values = {
      ...axis(chart.unit),
      type: chart.logarithmic ? 'logarithmic' : 'linear',
      beginAtZero: !chart.logarithmic,
      suggestedMax: Math.max(...chart.series.flatMap((one) => one.points.map((point) => point ? point.high : 0))),
    };
    values.ticks.maxRotation = 0;
    if (chart.logarithmic) {
      const plain = (value) => [1, 2, 5].includes(value / 10 ** Math.floor(Math.log10(value) + 1e-9)) ? words(value) : '';
      values.ticks.callback = plain;
      values.grid.color = (mark) => mark.tick.label === '' ? 'transparent' : colour('rule');
    }
    return {
      type: bars ? 'bar' : 'line',
      data: {
        labels: chart.categories,
        datasets: chart.series.map((one, index) => dataset(one, index, chart, context)),
      },
      options: {
        indexAxis: bars ? 'y' : 'x',
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        scales: bars ? { x: values, y: axis(chart.category_title) } : { x: { ...axis(chart.category_title), offset: true }, y: values },
        plugins: {
          legend: { position: 'bottom', align: 'start',
            labels: { color: colour('ink'), usePointStyle: !bars, boxWidth: 14,
              // The first bar may be a striped one; a legend has the series' own colour.
              generateLabels: (drawn) => Chart.defaults.plugins.legend.labels.generateLabels(drawn).map((label) => {
                const own = chart.series[label.datasetIndex].is_yardstick ? colour('dim') : seriesColour(label.datasetIndex);
                return { ...label, fillStyle: own, strokeStyle: own,
                  pointStyle: chart.series[label.datasetIndex].is_yardstick ? 'line' : shapes[label.datasetIndex % shapes.length] };
              }) } },
          tooltip: { callbacks: {
            title: (items) => [].concat(chart.categories[items[0].dataIndex]),
            label: (item) => {
              const point = item.dataset.points[item.dataIndex];
              const range = point.high > point.low ? ` (${words(point.low)} to ${words(point.high)})` : '';
              return `${item.dataset.label}: ${words(point.middle)}${range}${point.loses ? ', lost something' : ''}`;
            },
          } },
        },
      },
      plugins: [spread],
    };
  }

  let drawn = [];
  function draw() {
    drawn.forEach((chart) => chart.destroy());
    drawn = [];
    for (const chart of data) {
      const canvas = document.getElementById(chart.name);
      if (!(canvas instanceof HTMLCanvasElement)) continue;
      const figure = canvas.closest('.chart');
      figure.classList.add('drawn');
      const narrow = figure.clientWidth < 600;
      const rows = chart.categories.length * (chart.series.length * 14 + 16);
      const legend = narrow ? chart.series.length * 22 : 40;
      canvas.parentElement.style.height = (chart.form === 'bars' ? Math.max(160, rows) + 80 : 340) + legend + 'px';
      // Of a category's lines a narrow window has room for a part of each.
      const fitting = narrow ? { ...chart, categories: chart.categories.map((lines) => lines.flatMap((line) => line.split(', '))) } : chart;
      drawn.push(new Chart(canvas, settings(fitting, canvas.getContext('2d'), narrow)));
    }
  }

  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  matchMedia('(max-width: 40rem)').addEventListener('change', draw);
  addEventListener('beforeprint', () => { root.classList.add('on-paper'); draw(); });
  addEventListener('afterprint', () => { root.classList.remove('on-paper'); draw(); });
})();
